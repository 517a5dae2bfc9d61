SELECT period, month_end
FROM dim_period
ORDER BY period DESC;
