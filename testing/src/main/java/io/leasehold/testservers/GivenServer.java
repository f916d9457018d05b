package io.leasehold.testservers;

import java.util.Optional;

/** Servers that tests are given by an environment variable, and then use instead of one that they start. */
public enum GivenServer {
    /** A connection string of MongoDB. */
    MONGODB("LEASEHOLD_TEST_MONGODB_URI"),
    /** A URI of Redis. */
    REDIS("LEASEHOLD_TEST_REDIS_URI"),
    /** A JDBC URL of PostgreSQL, user and password in it. */
    POSTGRES("LEASEHOLD_TEST_POSTGRES_URL"),
    /** A JDBC URL of MariaDB or MySQL, user and password in it. */
    MARIADB("LEASEHOLD_TEST_MARIADB_URL");

    private final String variable;

    GivenServer(String variable) {
        this.variable = variable;
    }

    /** The environment variable that names it, for people. */
    public String variable() {
        return variable;
    }

    /** Where it is; none if the variable isn't set or is empty. */
    public Optional<String> uri() {
        return Optional.ofNullable(System.getenv(variable)).filter(uri -> !uri.isBlank());
    }
}
