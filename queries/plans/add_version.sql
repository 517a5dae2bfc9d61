INSERT INTO plan_version (
  plan_id, version, saved_by, saved_at, note, edition_id, as_of, is_simulated, period, norm_id, topic, level, seats, chosen_count,
  points, most_points, simple_points, last_year_points, gini_before, gini_after, rules_json
)
VALUES (
  :plan_id, :version, :saved_by, :saved_at, :note, :edition_id, :as_of, :is_simulated, :period, :norm_id, :topic, :level, :seats, :chosen_count,
  :points, :most_points, :simple_points, :last_year_points, :gini_before, :gini_after, :rules_json
);
