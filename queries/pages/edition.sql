SELECT edition_id, built_at, as_of, fingerprint, structure, is_simulated, previous_edition_id, note
FROM edition;
