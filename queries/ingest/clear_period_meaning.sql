DELETE FROM period_meaning;
