package io.leasehold.tck.broken;

import java.util.List;
import java.util.stream.Stream;

/** Every store that is broken on purpose, by the rule that it breaks. */
public final class BrokenStores {
    private BrokenStores() {}

    /** All of them, in the order of the documented table. */
    public static List<BrokenStore> all() {
        return Stream.of(
                        leases(),
                        claims(),
                        answers(),
                        writes(),
                        transactions(),
                        orders(),
                        housekeeping(),
                        reads(),
                        locks())
                .flatMap(stores -> stores)
                .toList();
    }

    /** The one with this name. */
    public static BrokenStore named(String name) {
        return all().stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no broken store is called \"" + name + "\""));
    }

    private static Stream<BrokenStore> leases() {
        return Stream.of(
                BrokenStore.of("end undone by a repeated grant", "R1", BrokenLeases::revivedByGrant, "R3", "R18"),
                BrokenStore.of("renew revives an ended lease", "R3", BrokenLeases::revivedByRenew),
                BrokenStore.of("survey forgets its cursor", "R5", BrokenLeases::cursorForgotten),
                BrokenStore.of("client's clock judges lapse", "R5", BrokenLeases::lapseByClientsClock));
    }

    private static Stream<BrokenStore> claims() {
        return Stream.of(
                BrokenStore.of("dead = \"not among the live\"", "R6", BrokenClaims::notAmongTheLive, "R18"),
                BrokenStore.of("claim by read-then-write", "R7", BrokenClaims::readThenWrite),
                BrokenStore.of(
                        "token restarts on release",
                        "R7",
                        BrokenTokens::restartOnRelease,
                        "R11",
                        "R12",
                        "R13",
                        "R16",
                        "R17",
                        "R18"),
                BrokenStore.of(
                        "token restarts on delete", "R7", BrokenTokens::restartOnDelete, "R11", "R16", "R17", "R18"),
                BrokenStore.of(
                        "token restarts where the tombstone has gone",
                        "R7",
                        BrokenTokens::floorForgotten,
                        "R11",
                        "R18",
                        "R21"),
                BrokenStore.of("claim ignores the wish", "R9", BrokenClaims::wishIgnored),
                BrokenStore.of("claim ignores the type", "R9", BrokenClaimedTypes::typeIgnored, "R23"),
                BrokenStore.of("claim ignores the state version", "R9", BrokenClaimedTypes::versionIgnored));
    }

    private static Stream<BrokenStore> answers() {
        return Stream.of(
                BrokenStore.of(
                        "claim answers the record before its last write",
                        "R9",
                        BrokenAnswers::answersBeforeLastWrite,
                        "R10",
                        "R23"),
                BrokenStore.of(
                        "repeated claim answers what it once brought", "R9", BrokenAnswers::answersWhatItBrought),
                BrokenStore.of("repeated claim brings more", "R9", BrokenAnswers::repeatBringsMore));
    }

    private static Stream<BrokenStore> writes() {
        return Stream.of(
                BrokenStore.of("write without token check", "R11", BrokenWrites::tokenUnchecked, "R13"),
                BrokenStore.of("release without owner check", "R11", BrokenWrites::releaseUnchecked),
                BrokenStore.of("owner matched by instance label", "R11", BrokenOwners::matchedByLabel, "R19"),
                BrokenStore.of("sequence judged before revision", "R11", BrokenWrites::sequenceFirst),
                BrokenStore.of(
                        "late write overwrites a newer revision", "R12", BrokenWrites::lateWriteWins, "R11", "R13"),
                BrokenStore.of("batch all-or-nothing", "R13", BrokenWrites::allOrNothing),
                BrokenStore.of("batch answers shifted by one", "R13", BrokenWrites::answersShifted),
                BrokenStore.of("client's clock judges due", "R15", BrokenDues::byClientsClock));
    }

    private static Stream<BrokenStore> transactions() {
        return Stream.of(
                BrokenStore.of(
                        "work in one transaction done before its step is judged",
                        "R11",
                        BrokenTransactions::workBeforeJudgement,
                        "R12"),
                BrokenStore.of(
                        "work in one transaction done again for the same step", "R12", BrokenTransactions::workAgain),
                BrokenStore.of("step kept though its work failed", "R12", BrokenTransactions::stepKeptAlone, "R16"),
                BrokenStore.of("failed work kept", "R12", BrokenTransactions::failedWorkKept, "R16"),
                BrokenStore.of(
                        "a submission in a user's transaction stored at once",
                        "R16",
                        BrokenTransactions::submittedAtOnce));
    }

    private static Stream<BrokenStore> orders() {
        return Stream.of(
                BrokenStore.of("a late submit brings an old run back", "R16", BrokenOrders::oldRunComesBack, "R18"),
                BrokenStore.of("a late command overrides a newer wish", "R17", BrokenOrders::lateCommandObeyed, "R21"),
                BrokenStore.of("delete hits the next run", "R17", BrokenOrders::deleteHitsNextRun),
                BrokenStore.of("arguments made to fit", "R21", BrokenOrders::argumentsMadeToFit),
                BrokenStore.of(
                        "error after commit reported as not applied", "R21", BrokenTrouble::unknownTakenForFailure),
                BrokenStore.of("partial batch reported as not applied", "R21", BrokenTrouble::partTakenForNothing));
    }

    private static Stream<BrokenStore> housekeeping() {
        return Stream.of(
                BrokenStore.of("burial overwrites a live lease", "R18", BrokenLeases::buriedAlive),
                BrokenStore.of("tombstones go under a fresh floor", "R18", BrokenPurges::underAFreshFloor, "R7", "R16"),
                BrokenStore.of("tombstones go whatever their retention", "R18", Breaking::none, "R24")
                        .opened(BrokenPurges::retentionForgotten),
                BrokenStore.of(
                                "tombstones stay whatever their retention",
                                "R18",
                                Breaking::none,
                                "R7",
                                "R11",
                                "R16",
                                "R17")
                        .opened(BrokenPurges::tombstonesKept));
    }

    private static Stream<BrokenStore> reads() {
        return Stream.of(
                BrokenStore.of("walk of own jobs lags", "R19", BrokenReads::walkLags, "R21", "R23"),
                BrokenStore.of("page boundary skips a key", "R19", BrokenReads::pageSkips, "R23"),
                BrokenStore.of("page boundary of the walk of own jobs skips a key", "R19", BrokenReads::walkSkips),
                BrokenStore.of("reads lag behind writes", "R19", BrokenReads::readsLag, "R12", "R15", "R21"),
                BrokenStore.of("a subscriber hears one ring", "R20", BrokenReads::pushesOnce));
    }

    private static Stream<BrokenStore> locks() {
        return Stream.of(
                BrokenStore.of("token of a lock restarts on release", "R25", BrokenLocks::tokenRestarts),
                BrokenStore.of("lock released by a former holder", "R25", BrokenLocks::releaseUnchecked),
                BrokenStore.of("lock given while it is held", "R25", BrokenLocks::givenWhileHeld),
                BrokenStore.of("lock given before its rest is over", "R25", BrokenLocks::restForgotten),
                BrokenStore.of("a late take of a lock is obeyed", "R25", BrokenLocks::lateTakeObeyed));
    }
}
