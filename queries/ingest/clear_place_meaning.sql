DELETE FROM place_meaning;
