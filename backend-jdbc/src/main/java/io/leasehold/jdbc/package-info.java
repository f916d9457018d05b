/**
 * The lease store in a SQL database: {@link io.leasehold.jdbc.JdbcLeaseStore} and its provider. This package knows
 * {@code io.leasehold.store}, JDBC, Jdbi and HikariCP. It never reads the client's clock to decide anything, never holds a
 * transaction over two statements, and never splices anything but the checked namespace into SQL.
 */
@NullMarked
package io.leasehold.jdbc;

import org.jspecify.annotations.NullMarked;
