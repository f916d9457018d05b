package io.leasehold.simulator.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.report.page.Lanes.Owned;
import io.leasehold.simulator.report.page.Lanes.Span;
import io.leasehold.simulator.report.page.Lanes.State;
import io.leasehold.simulator.report.page.Lanes.Takeover;
import io.leasehold.simulator.report.page.Lanes.Timeline;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a history's timeline is. */
class TimelineTest {
    private static final ReportData DATA =
            RealReport.of(ToldRun.of(List.of("a", "b", "c", "d"), List.of()), "leasehold simulate");
    private static final Timeline LINE = Objects.requireNonNull(DATA.timeline());

    @Test
    void aLaneSaysHowAnInstanceWasWhen() {
        assertThat(LINE.instances().get(0).spans()).containsExactly(new Span(0, 20_000, State.ALIVE));
        assertThat(LINE.instances().get(1).spans())
                .startsWith(new Span(0, 50_000, State.ALIVE), new Span(50_000, 80_000, State.FROZEN));
    }

    @Test
    void aJobIsItsDeadOwnersUntilItIsTakenOver() {
        List<Owned> owners = LINE.jobs().get(0).owners();
        assertThat(owners.get(0)).isEqualTo(new Owned(20, 20_000, 0, false));
        assertThat(owners.get(1)).isEqualTo(new Owned(20_000, 26_000, 0, true));
        assertThat(owners.get(2).instance()).isEqualTo(4);
        assertThat(owners.get(2).from()).isEqualTo(26_000);
    }

    @Test
    void aTakeoverKnowsWhoHadTheJobAndWhatBefellIt() {
        Takeover first = LINE.takeovers().get(0);
        assertThat(first.from()).isEqualTo(0);
        assertThat(first.to()).isEqualTo(4);
        assertThat(first.fate()).isEqualTo("killed after the intent, before the effect");
        assertThat(first.open()).isTrue();
        assertThat(first.doubt()).isEqualTo("step 11 in doubt: skipped");
        assertThat(first.millis()).isBetween(3_000L, 7_500L);
        assertThat(first.tooLong()).isFalse();
        assertThat(LINE.takeovers()).hasSize(4);
    }

    @Test
    void everyFaultIsEitherInjectedOrNot() {
        assertThat(DATA.notInjected().stream().map(ReportData.NotInjected::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 23)
                        .filter(number -> number != 2 && number != 3)
                        .boxed()
                        .toList());
    }

    @Test
    void countsWhatWasSent() {
        SendRate sends = Objects.requireNonNull(DATA.sends());
        assertThat(sends.counts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(Long.parseLong(DATA.figures().stream()
                        .filter(figure -> figure.name().equals("sends"))
                        .findFirst()
                        .orElseThrow()
                        .value()));
    }
}
