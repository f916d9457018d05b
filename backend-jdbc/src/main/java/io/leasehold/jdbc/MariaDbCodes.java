package io.leasehold.jdbc;

import java.sql.SQLException;
import java.util.Optional;

/** What the error codes of MariaDB and MySQL mean. */
final class MariaDbCodes {
    static final int NO_SUCH_SAVEPOINT = 1305;

    /** A word of MariaDB's driver, which the server knows nothing of. */
    private static final int DRIVERS_OWN = -1;

    private MariaDbCodes() {}

    static Meaning meaning(SQLException exception) {
        return switch (exception.getErrorCode()) {
            // key, key with its name, table, index
            case 1062, 1586, 1050, 1061 -> Meaning.DUPLICATE;
            // deadlock, lock time-out, record or table changed since it was read
            case 1213, 1205, 1020, 1412 -> Meaning.TRANSIENT;
            // table, column not found
            case 1146, 1054 -> Meaning.SCHEMA_MISSING;
            // database, table, column, routine, privilege
            case 1044, 1142, 1143, 1227, 1370 -> Meaning.NOT_PERMITTED;
            // password, no login by this method
            case 1045, 1698, 1251, 1275, 1862 -> Meaning.WRONG_LOGIN;
            // server, transaction, MySQL's server, a node that has lost its cluster
            case 1290, 1792, 1836, 3100, 1047 -> Meaning.READ_ONLY;
            // connections, a user's, a user's statements; memory, disk, table, locks, threads, statements
            case 1040, 1203, 1226, 1037, 1038, 1041, 1021, 1114, 1206, 1135, 1461 -> Meaning.EXHAUSTED;
            // cancelled by its time limit or by somebody
            case 1969, 3024, 1317 -> Meaning.TOO_SLOW;
            // told to end, killed, idle for too long
            case 1053, 1927, 1152, 1184, 4031 -> Meaning.UNREACHABLE;
            // no such database; no value, too long, not of this kind, too large; packet too large, no savepoint, binary
            // log
            case 1049, 1048, 1364, 1406, 1366, 1264, 1153, NO_SUCH_SAVEPOINT, 1665, 1118 -> Meaning.REJECTED;
            default -> byState(exception);
        };
    }

    /** The driver's own words have the state 42000 whatever they are about: we hear them of connections that have broken. */
    private static Meaning byState(SQLException exception) {
        String state = Optional.ofNullable(exception.getSQLState()).orElse("");
        if (exception.getErrorCode() == DRIVERS_OWN && state.equals("42000")) {
            return Meaning.UNREACHABLE;
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> Meaning.UNREACHABLE;
            case "28" -> Meaning.WRONG_LOGIN;
            case "40" -> Meaning.TRANSIENT;
            case "0A", "21", "22", "23", "42" -> Meaning.REJECTED;
            default -> Meaning.UNCLEAR;
        };
    }
}
