SET VARIABLE today = CAST($today AS DATE);
