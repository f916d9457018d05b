package io.leasehold.jdbc;

import io.leasehold.store.LeaseState;
import io.leasehold.store.Survey.Fleet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What the live leases tell. */
record FleetRow(LeaseState caller, Fleet fleet, Optional<Duration> nextLapse) {
    static FleetRow read(ResultSet row) throws SQLException {
        Optional<Duration> remaining = millis(row, "remaining");
        return new FleetRow(
                remaining.<LeaseState>map(LeaseState.Live::new).orElse(new LeaseState.Ended()),
                new Fleet(row.getLong("instances"), row.getLong("jobs"), row.getLong("room"), row.getLong("weight")),
                millis(row, "next_lapse"));
    }

    private static Optional<Duration> millis(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, millis)));
    }
}
