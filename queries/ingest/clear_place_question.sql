DELETE FROM place_question;
