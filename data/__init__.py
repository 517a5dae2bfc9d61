"""Where things are: folders, reference lists, parameters, editions, sample exports."""
