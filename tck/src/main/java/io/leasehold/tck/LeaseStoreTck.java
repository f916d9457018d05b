package io.leasehold.tck;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.report.KitReport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance kit of a lease store: extend, implement {@link #open}, run with JUnit. Each test is named by the rule that it
 * keeps and opens a store of its own; tests run one after the other unless JUnit is told otherwise. {@link KitReport} says where the
 * summary of a run is left.
 */
@ExtendWith(KitReport.class)
public abstract class LeaseStoreTck {
    /** For the author's class. */
    protected LeaseStoreTck() {}

    /** Opens a store, as yet unprepared, that holds no records in the options' namespace. */
    protected abstract StoreUnderTest open(StoreOptions options);

    @Nested
    @DisplayName("Leases: R1 to R4")
    class Leases extends LeaseRulesTck {
        Leases() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Surveys: R5")
    class Surveys extends SurveyRulesTck {
        Surveys() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Claims: R6 to R8")
    class Claims extends ClaimRulesTck {
        Claims() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("What one claim brings: R9")
    class ClaimBounds extends ClaimBoundsRulesTck {
        ClaimBounds() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Takeovers and lapses: R10")
    class Takeovers extends TakeoverRulesTck {
        Takeovers() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("How writes are judged: R11 to R14")
    class Writes extends WriteRulesTck {
        Writes() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("What writes change: R12, R15")
    class WriteContents extends WriteContentRulesTck {
        WriteContents() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Submissions: R16")
    class Submissions extends SubmitRulesTck {
        Submissions() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Commands: R17")
    class Commands extends CommandRulesTck {
        Commands() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Commands on work in hand: R17")
    class Doubts extends CommandOnWorkRulesTck {
        Doubts() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Housekeeping: R18")
    class Housekeeping extends TidyRulesTck {
        Housekeeping() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Housekeeping among owners: R18")
    class HousekeepingOfOwners extends TidyOwnersRulesTck {
        HousekeepingOfOwners() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Tombstones that go: R18")
    class Purges extends PurgeRulesTck {
        Purges() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Once tombstones have gone: R7, R11, R16, R17")
    class Purged extends PurgedRulesTck {
        Purged() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Reads: R19")
    class Reads extends ReadRulesTck {
        Reads() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("The bell: R20")
    class Bell extends BellRulesTck {
        Bell() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Bytes and ids: R23")
    class Content extends ContentRulesTck {
        Content() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Description and preparation: R22, R24")
    class Preparation extends PreparationRulesTck {
        Preparation() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Arguments: R21")
    class BadArguments extends ArgumentRulesTck {
        BadArguments() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Whose a job is: R6, R7, R11, R19")
    class Owners extends OwnerRulesTck {
        Owners() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Clients with clocks of their own: R5, R15")
    class Clients extends ClientRulesTck {
        Clients() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Races for leases: R1 to R6")
    class LeaseRaces extends LeaseRacesTck {
        LeaseRaces() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Races for jobs: R7 to R9")
    class ClaimRaces extends ClaimRacesTck {
        ClaimRaces() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Races with owners: R11 to R14")
    class WriteRaces extends WriteRacesTck {
        WriteRaces() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Races with operators: R16, R17")
    class OperatorRaces extends OperatorRacesTck {
        OperatorRaces() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Calls at once: R1 to R19")
    class Linearizability extends LinearizabilityTck {
        Linearizability() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Trouble with leases: R21")
    class LeaseTrouble extends LeaseTroubleRulesTck {
        LeaseTrouble() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Trouble with jobs: R21")
    class JobTrouble extends JobTroubleRulesTck {
        JobTrouble() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Limits and twins: R23")
    class ContentLimits extends ContentLimitsRulesTck {
        ContentLimits() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("A client whose clock is a day off: R1, R2, R5, R10, R12, R15, R18")
    class Clocks extends ClockRulesTck {
        Clocks() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Closed and opened anew: R2, R3, R5, R7, R9, R11, R12, R15 to R17, R20, R24")
    class Reopened extends ReopenRulesTck {
        Reopened() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Locks: R25")
    class Locks extends LockRulesTck {
        Locks() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Locks and their holders: R25")
    class LockHolders extends LockHolderRulesTck {
        LockHolders() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Trouble with locks: R21")
    class LockTrouble extends LockTroubleRulesTck {
        LockTrouble() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Races for locks: R25")
    class LockRaces extends LockRacesTck {
        LockRaces() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Users' work in the store's transaction: R11, R12, R14 to R16, R22")
    class Transactions extends TransactionRulesTck {
        Transactions() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Trouble with users' work in the store's transaction: R21")
    class TransactionTrouble extends TransactionTroubleTck {
        TransactionTrouble() {
            super(LeaseStoreTck.this::open);
        }
    }

    @Nested
    @DisplayName("Races with users' work in the store's transaction: R11, R12")
    class TransactionRaces extends TransactionRacesTck {
        TransactionRaces() {
            super(LeaseStoreTck.this::open);
        }
    }
}
