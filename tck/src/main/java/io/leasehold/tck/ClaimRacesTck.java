package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Ownership;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R7 to R9: who gets a job that several want at once. */
abstract class ClaimRacesTck extends RacesTck {
    private static final int CLAIMERS = 8;

    ClaimRacesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R7 of two claims of one job one succeeds: orphans")
    void raceForOrphans() throws Exception {
        submitMany(200);
        assertThat(raceForAll(List.of()))
                .as(rule + "; first claims")
                .hasSize(200)
                .allMatch(token -> token == 1);
    }

    @Test
    @DisplayName("R7 of two claims of one job one succeeds: takeovers")
    void raceForTakeovers() throws Exception {
        live(ALICE);
        submitMany(200);
        assertThat(takeAll(ALICE)).as(rule).hasSize(200);
        end(ALICE, LeaseEnd.LOST);
        assertThat(raceForAll(List.of(ALICE)))
                .as(rule + "; second claims")
                .hasSize(200)
                .allMatch(token -> token == 2);
    }

    /** Several claimers over two clients take everything; answers the tokens of all successes. */
    private List<Long> raceForAll(List<LeaseId> dead) throws Exception {
        List<LeaseId> claimers =
                LongStream.rangeClosed(1, CLAIMERS).mapToObj(LeaseId::of).toList();
        live(claimers.toArray(LeaseId[]::new));
        List<JobRecord> won = race(IntStream.range(0, CLAIMERS)
                        .<Callable<List<JobRecord>>>mapToObj(
                                i -> () -> claimUntilNothingIsLeft(client(i), claimers.get(i), dead))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        assertThat(ids(won)).as(rule + ": no job is won twice").doesNotHaveDuplicates();
        assertThat(won)
                .as(rule + ": the record names the winner and its token")
                .allSatisfy(job -> assertThat(job(job.id().value()).ownership()).isEqualTo(job.ownership()));
        return won.stream().map(job -> job.ownership().token()).toList();
    }

    /** An odd and an even claim, both empty, prove that nothing is left; the bound keeps a broken store from going on for ever. */
    private static List<JobRecord> claimUntilNothingIsLeft(LeaseStore client, LeaseId by, List<LeaseId> dead) {
        List<JobRecord> won = new ArrayList<>();
        int empty = 0;
        for (long number = 1; number <= 1_000 && empty < 2; number++) {
            List<JobRecord> brought = client.claim(orphans(by, number, dead, 7));
            won.addAll(brought);
            empty = brought.isEmpty() ? empty + 1 : 0;
        }
        return won;
    }

    private static ClaimRequest orphans(LeaseId by, long number, List<LeaseId> dead, int most) {
        var target = new ClaimRequest.Orphans(dead, most, ClaimRequest.Orphans.DEFAULT_BYTES);
        return new ClaimRequest(by, number, List.of(MAIL), target);
    }

    @Test
    @DisplayName("R7 of four claims of one named job at once one succeeds, with the next token")
    void claimsOfOne() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            List<JobRecord> won = race(IntStream.range(0, 4)
                            .mapToObj(number -> claimOf(granted(number), letter))
                            .<Callable<List<JobRecord>>>map(request -> () -> client((int)
                                            (Long.parseLong(request.lease().value(), 16) % 2))
                                    .claim(request))
                            .toList())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(won).as(rule()).hasSize(1);
            assertThat(won.get(0).ownership().token()).as(rule()).isEqualTo(1);
            assertThat(job(letter).ownership()).as(rule()).isEqualTo(won.get(0).ownership());
        });
    }

    @Test
    @DisplayName("R8 what is claimed at once with the end of the claimer's lease is an orphan at once")
    void claimAndOwnEnd() throws Exception {
        rounds(() -> {
            LeaseId lease = granted(0);
            LeaseId heir = granted(1);
            String letter = submitted("letter");
            ClaimRequest request = claimOf(lease, letter);
            List<List<JobRecord>> heard = race(() -> client(0).claim(request), () -> {
                client(1).end(lease, LeaseEnd.CLEAN);
                return List.of();
            });
            Ownership left = job(letter).ownership();
            if (!heard.get(0).isEmpty()) {
                assertThat(left).as(rule()).isEqualTo(heard.get(0).get(0).ownership());
            }
            assertThat(client(0).claim(request)).as("%s; repeated", rule()).isEmpty();
            assertThat(take(heir, letter).ownership().token()).as(rule()).isEqualTo(left.token() + 1);
        });
    }

    @Test
    @DisplayName("R9 a job that is released and claimed at once is claimed as released, or free")
    void claimAndRelease() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            JobRecord owned = take(granted(0), letter);
            Write release = release(owned, 1, change -> change.sequence(2));
            ClaimRequest request = claimOf(granted(1), letter);
            List<Object> heard = race(
                    () -> client(0).write(List.of(release)), () -> client(1).claim(request));
            List<?> won = (List<?>) heard.get(1);
            told((WriteAnswer) ((List<?>) heard.get(0)).get(0), !won.isEmpty());
            JobRecord claimed = won.isEmpty() ? take(lease(1), letter) : (JobRecord) won.get(0);
            assertThat(claimed.ownership())
                    .as("%s: %s", rule(), heard)
                    .isEqualTo(job(letter).ownership())
                    .extracting(Ownership::token)
                    .isEqualTo(2L);
            assertThat(claimed.progress()).as(rule()).isEqualTo(release.progress());
        });
    }

    @Test
    @DisplayName("R9 a claim that is sent twice at once brings no job under two tokens")
    void claimTwice() throws Exception {
        rounds(() -> {
            LeaseId lease = granted(0);
            submit(id("letter"), id("card"));
            ClaimRequest request = orphans(lease, 2, List.of(), 1);
            List<List<JobRecord>> heard =
                    race(() -> client(0).claim(request), () -> client(1).claim(request));
            assertThat(heard.stream().flatMap(List::stream))
                    .as("%s: each as it is stored", rule())
                    .isNotEmpty()
                    .allSatisfy(
                            job -> assertThat(job(job.id().value()).ownership()).isEqualTo(job.ownership()));
            end(lease, LeaseEnd.CLEAN);
            takeAll(granted(1), lease);
        });
    }
}
