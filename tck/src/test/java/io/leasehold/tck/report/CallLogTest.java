package io.leasehold.tck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLogTest {
    private static final LeaseId ALICE = LeaseId.of(0xa11ce);

    private final CallLog log = new CallLog();
    private final LeaseStore store = log.recording(onHeap());

    @Test
    void notesArgumentsAnswerThreadAndClient() {
        store.grant(ALICE, "the \"first\"\n", Duration.ofHours(1));
        assertThat(log.calls()).singleElement().satisfies(call -> {
            assertThat(call.client()).isEqualTo("client 1");
            assertThat(call.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(call.operation()).isEqualTo("grant");
            assertThat(call.said()).isEqualTo("(00000000000a11ce, \"the \"first\"\\u000a\", PT1H) → Live(PT1H)");
            assertThat(call.leases()).containsExactly(ALICE);
        });
    }

    @Test
    void notesTrouble() {
        assertThatThrownBy(() -> store.grant(ALICE, "", Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(log.calls().get(0).said()).contains(" → threw IllegalArgumentException: label");
    }

    @Test
    void anAnswerNamesJobsToo() {
        store.submit(List.of(letter("letter")));
        store.find(new JobId("letter"));
        assertThat(log.calls()).allSatisfy(call -> assertThat(call.jobs()).containsExactly(new JobId("letter")));
    }

    @Test
    void aLongListIsCut() {
        store.submit(
                IntStream.range(0, 100).mapToObj(i -> letter("letter-" + i)).toList());
        assertThat(log.calls().get(0).said())
                .contains("\"letter-2\"", "… 97 more")
                .doesNotContain("letter-3\"");
    }

    @Test
    void aSecondClientHasANameOfItsOwnAndTheSameStoreIsTheSameClient() {
        LeaseStore kept = onHeap();
        LeaseStore second = log.recording(kept);
        assertThat(log.recording(kept)).isSameAs(second);
        second.ring();
        assertThat(log.calls().get(0).client()).isEqualTo("client 2");
    }

    @Test
    void keepsTheLastCallsAlone() {
        for (int i = 0; i < CallLog.KEPT + 5; i++) {
            store.bell();
        }
        assertThat(log.calls()).hasSize(CallLog.KEPT);
        assertThat(log.calls().get(0).number()).isEqualTo(6);
        assertThat(new Story(log.calls(), log.calls()).text()).contains("the earliest calls are forgotten");
    }

    @Test
    void aCallWithinAnotherIsToldAsSuch() {
        log.run("kit", "fail", List.of(), store::ring);
        assertThat(new Story(log.calls(), log.calls()).text())
                .contains("1. [" + Thread.currentThread().getName() + "] kit: fail() → done\n")
                .contains("client 1: ring() → done (began while 1 ran)");
    }

    @Test
    void aCallThatHasNotEndedIsToldAsSuch() {
        log.run("kit", "fail", List.of(), () -> {
            assertThat(new Story(log.calls(), log.calls()).text()).endsWith("kit: fail() → no answer yet");
        });
    }

    private static LeaseStore onHeap() {
        return new InMemoryLeaseStore(() -> 1_700_000_000_000L, StoreOptions.DEFAULT);
    }

    private static Submission letter(String id) {
        return new Submission(
                new JobId(id), "mail", 1, Bytes.ofUtf8("to " + id), RunId.of(1), Optional.empty(), Duration.ZERO);
    }
}
