package io.leasehold.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests that need a MariaDB server, which not every build brings. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.leasehold.jdbc.MariaDb#isAtHand",
        disabledReason = "no MariaDB server is at hand: run Maven with -Dmariadb on Linux, or name one by"
                + " LEASEHOLD_TEST_MARIADB_URL")
@interface WithMariaDb {}
