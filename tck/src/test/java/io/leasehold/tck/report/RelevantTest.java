package io.leasehold.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failure leaves out of its story. */
class RelevantTest {
    private static final LeaseId ALICE = LeaseId.of(0xa11ce);
    private static final LeaseId BOB = LeaseId.of(0xb0b);

    private final CallLog log = new CallLog();

    @Test
    void callsOnOtherJobsAndLeasesAreLeftOut() {
        call("grant", ALICE);
        call("grant", BOB);
        call("submit", new JobId("letter"));
        call("submit", new JobId("other"));
        call("claim", ALICE, new JobId("letter"));
        call("claim", BOB, new JobId("other"));
        log.run("kit", "pass", List.of(), () -> {});
        endsWithThreeOn("letter");
        assertThat(told("")).containsExactly(1L, 3L, 5L, 7L, 8L, 9L, 10L);
    }

    @Test
    void whatTheMessageNamesStays() {
        call("submit", new JobId("other"));
        call("submit", new JobId("third"));
        endsWithThreeOn("letter");
        assertThat(told("job other is there")).containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void everythingStaysWhenTheLastCallNamesNothing() {
        call("submit", new JobId("letter"));
        call("grant", BOB);
        for (int i = 0; i < 3; i++) {
            call("tidy");
        }
        assertThat(told("")).hasSize(5);
    }

    @Test
    void manyAlikeAreFolded() {
        for (int i = 0; i < 50; i++) {
            call("submit", new JobId("letter"));
        }
        List<Call> all = log.calls();
        assertThat(new Story(all, Relevant.of(all, "")).text().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("… 48 more submit"));
    }

    private void endsWithThreeOn(String job) {
        call("find", new JobId(job));
        call("command", new JobId(job));
        call("find", new JobId(job));
    }

    private void call(String operation, Object... arguments) {
        log.run("client", operation, List.of(arguments), () -> {});
    }

    private List<Long> told(String message) {
        return Relevant.of(log.calls(), message).stream().map(Call::number).toList();
    }
}
