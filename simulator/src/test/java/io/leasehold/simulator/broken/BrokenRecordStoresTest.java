package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes of the lease store over records, each of which the oracle that it names notices in virtual time over records. One is not here: a
 * claim that doesn't look whether its lease has ended meanwhile. A lease seldom ends in the middle of its own claim: of twelve drawn
 * hours one met it, and when the store's calls changed, none of sixty. {@code RecordClaimsTest} of the api has it happen.
 */
class BrokenRecordStoresTest {
    private static final int MOST_SEEDS = 12;

    static List<BrokenEngine> stores() {
        return List.of(
                noticedBy("AUTH", "an owner's write is judged without owner and token")
                        .with(
                                STORE + "WriteRules.java",
                                "if (!ownership.is(write.owner(), write.token())) {",
                                "if (ownership.token() < write.token()) {"),
                noticedBy("TOKEN", "a claim overwrites the job's record, whoever wrote it since it was read")
                        .with(
                                STORE + "record/RecordClaims.java",
                                "if (jobs.change(call, candidate.read(), present.followedBy(job))) {",
                                """
                                if (jobs.change(
                                        call,
                                        new JobValue.Read(
                                                job.record().id(),
                                                jobs.read(call, job.record().id()).version(),
                                                present),
                                        present.followedBy(job))) {
                                """),
                noticedBy(
                                "STALL",
                                "a new owner's index entries are written after the job's record, and not at all if it dies")
                        .with(STORE + "record/Jobs.java", "fresh.forEach(call::note);", "")
                        .with(
                                STORE + "record/Jobs.java",
                                "if (changed) {",
                                "if (changed) { call.quietly(() -> fresh.forEach(call::note));"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stores")
    void isNoticed(BrokenEngine store) {
        assertThat(Detection.overRecords(store, MOST_SEEDS))
                .as("\"%s\" is noticed by %s over records", store, store.oracle())
                .isPresent();
    }
}
