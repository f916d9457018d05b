package io.leasehold.jdbc;

import org.junit.jupiter.api.Test;

/** The same on MariaDB, where a claim takes its jobs and reads them back in one block. */
@WithMariaDb
class MariaDbInterleavingTest extends InterleavingTest {
    @Override
    String database() {
        return MariaDb.uri();
    }

    /** Behind the block that takes, and looks at the lease once more, the lease had its jobs while it lived. */
    @Test
    @Override
    void aLeaseThatEndsOnceItHasTakenAnswersNothingAndLeavesAnOrphan() {
        endedOnceItHasTaken(1);
    }
}
