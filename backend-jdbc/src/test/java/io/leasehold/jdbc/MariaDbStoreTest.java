package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other tests do with H2, on MariaDB. */
@WithMariaDb
class MariaDbStoreTest {
    @Test
    void whoeverClaimsAtOnceEachJobHasOneOwner() throws Exception {
        try (LeaseStore store = Stores.open(MariaDb.uri(), "leasehold")) {
            ClaimRaceTest.race(store);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverCallOfTheTransactionIsCutStepAndRowsAgree(EveryStatementTest.Blow blow) throws Exception {
        EveryStatementTest.strikeEach(MariaDb.uri(), blow);
    }
}
