package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/**
 * What every group of races shares: two calls begin at once, by threads of their own and over two clients of the store, round after
 * round; what both answered and what is stored then must be what one order of the two makes. Each round has leases and jobs of its own.
 */
@Tag("race")
abstract class RacesTck extends RulesTck {
    private static final int LEAST_ROUNDS = 10;
    private static final int MOST_ROUNDS = 100;
    private static final Duration ENOUGH = Duration.ofMillis(250);

    private final Racers racers = new Racers();
    private long round;

    RacesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @AfterEach
    void endRacers() {
        racers.close();
    }

    /** One race, set up and judged. */
    interface Round {
        /** Runs it. */
        void run() throws Exception;
    }

    /** A hundred rounds or, where calls are slow, those that there is time for, but ten at least. */
    void rounds(Round race) throws Exception {
        long begun = System.nanoTime();
        while (round < LEAST_ROUNDS || (round < MOST_ROUNDS && System.nanoTime() - begun < ENOUGH.toNanos())) {
            round++;
            race.run();
        }
    }

    /** The rule, and which round it is. */
    String rule() {
        return rule + "; round " + round;
    }

    /** This round's lease of that number, 0 to 15. */
    LeaseId lease(int number) {
        return LeaseId.of(round * 16 + number);
    }

    /** This round's leases of these numbers, granted for an hour. */
    LeaseId granted(int number) {
        live(lease(number));
        return lease(number);
    }

    /** This round's job of that name, submitted. */
    String submitted(String name) {
        submit(id(name));
        return id(name);
    }

    /** The id of this round's job of that name. */
    String id(String name) {
        return name + " " + round;
    }

    /** One of the two clients. */
    LeaseStore client(int number) {
        return number % 2 == 0 ? store : underTest.another();
    }

    /** Both at once. */
    <T> List<T> race(Callable<T> one, Callable<T> other) throws Exception {
        return racers.atOnce(List.of(one, other));
    }

    /** All at once. */
    <T> List<T> race(List<? extends Callable<T>> all) throws Exception {
        return racers.atOnce(all);
    }

    /** The next claim of one named job by this lease. */
    ClaimRequest claimOf(LeaseId by, String id) {
        return new ClaimRequest(by, nextClaim(by), List.of(MAIL), new ClaimRequest.Named(new JobId(id)));
    }

    /** A command to a job as it is now. */
    Command commandTo(String id, Command.Order order) {
        JobRecord seen = job(id);
        return new Command(seen.id(), seen.run(), seen.commandNumber(), order);
    }

    /**
     * Judges the answer to an owner's write that was right when it was sent. A store may write first and read back later (R13): who is
     * overtaken in between hears that the claim is over, though the write stands.
     */
    void told(WriteAnswer answer, boolean overtaken) {
        assertThat(answer instanceof WriteAnswer.Applied || (overtaken && answer instanceof WriteAnswer.Fenced))
                .as("%s: %s, overtaken: %s", rule(), answer, overtaken)
                .isTrue();
    }

    /** Judges that of two outcomes one has come, and not both. */
    void exactlyOne(boolean one, boolean other, Object answers) {
        assertThat(one ^ other).as("%s: %s", rule(), answers).isTrue();
    }
}
