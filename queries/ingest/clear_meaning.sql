DELETE FROM meaning;
