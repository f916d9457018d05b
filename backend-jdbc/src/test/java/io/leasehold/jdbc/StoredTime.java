package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Lets time pass for a namespace without a sleep and without a touch on any clock: it moves all that is stored into the past. What the
 * database's own clock says stays as it is.
 */
final class StoredTime {
    private final String uri;
    private final String namespace;

    StoredTime(String uri, String namespace) {
        this.uri = uri;
        this.namespace = namespace;
    }

    void pass(Duration time) {
        String millis = Long.toString(time.toMillis());
        run("UPDATE " + namespace + "_lease SET heard_at = heard_at - " + millis + ", ends_at = ends_at - " + millis
                + ", ended_at = CASE WHEN standing > 0 THEN ended_at - " + millis + " ELSE ended_at END");
        run("UPDATE " + namespace + "_job SET due_at = due_at - " + millis + ", open_at = open_at - " + millis
                + ", finished_at = CASE WHEN finished_at > 0 THEN finished_at - " + millis
                + " ELSE 0 END WHERE deleted = 0");
        run("UPDATE " + namespace + "_job SET buried_at = buried_at - " + millis + " WHERE deleted = 1");
        run("UPDATE " + namespace + "_lock SET changed_at = changed_at - " + millis
                + ", due_at = CASE WHEN due_at > 0 THEN due_at - " + millis + " ELSE 0 END");
        run("UPDATE " + namespace + "_meta SET raised_at = raised_at - " + millis + " WHERE name = 'floor'");
    }

    void lose(LeaseId lease) {
        run("DELETE FROM " + namespace + "_lease WHERE id = '" + lease + "'");
    }

    /** Lets a job name this lease, as a claim does that was applied very late. */
    void name(JobId job, LeaseId owner) {
        run("UPDATE " + namespace + "_job SET owner = '" + owner + "' WHERE id = '" + job + "'");
    }

    /** Raises the token floor, as another instance's housekeeping does at this moment. */
    void raiseFloor(long token) {
        run("UPDATE " + namespace + "_meta SET number = " + token + ", raised_at = " + System.currentTimeMillis()
                + " WHERE name = 'floor'");
    }

    void loseFloor() {
        run("DELETE FROM " + namespace + "_meta WHERE name = 'floor'");
    }

    private void run(String sql) {
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the stored times could not be moved", e);
        }
    }
}
