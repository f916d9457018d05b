package io.leasehold.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.job.Codec;
import io.leasehold.job.JobType;
import io.leasehold.job.Step;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** E11. */
class EngineSettingsTest {
    @Test
    void theDefaultsKeepTheirPromise() {
        assertThat(EngineSettings.DEFAULT.obstacles()).isEmpty();
        assertThat(EngineSettings.DEFAULT.crashBound()).isEqualTo(Duration.ofSeconds(62));
        assertThat(EngineSettings.DEFAULT.worstBound()).isEqualTo(Duration.ofSeconds(72));
    }

    @Test
    void theSumIsShownWhereItExceedsThePromise() {
        EngineSettings slow =
                EngineSettings.lasting(Duration.ofSeconds(80), Duration.ofSeconds(10), Duration.ofSeconds(30));
        assertThat(slow.obstacles())
                .singleElement()
                .asString()
                .contains("heartbeat + ttl + detection must be at most PT1M30S")
                .contains("heartbeat PT10S + ttl PT1M20S + detection PT2S")
                .endsWith("but is PT1M32S");
    }

    @Test
    void eachPartThatCannotBeRightIsNamed() {
        EngineSettings wrong = EngineSettings.lasting(
                        Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(30))
                .callTimeout(Duration.ofSeconds(6))
                .workers(0)
                .shutdown(Duration.ofSeconds(30), Duration.ofSeconds(25));
        assertThat(wrong.obstacles())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("ttl must be at least PT30S")
                        .endsWith("but is PT20S"))
                .anySatisfy(line -> assertThat(line).startsWith("callTimeout must be at most PT5S"))
                .anySatisfy(line -> assertThat(line).startsWith("workers must be between 1 and"))
                .anySatisfy(line -> assertThat(line).startsWith("drain + 2 × callTimeout must be at most PT25S"));
    }

    @Test
    void anEngineRefusesToStartWithThem() {
        InMemoryLeaseStore store = new InMemoryLeaseStore(System::currentTimeMillis, StoreOptions.DEFAULT);
        EngineSettings tight = EngineSettings.lasting(
                        Duration.ofSeconds(6), Duration.ofSeconds(1), Duration.ofSeconds(3))
                .maxDowntime(Duration.ofSeconds(5));
        assertThatThrownBy(() ->
                        TakeoverEngine.on(store).run(anything()).settings(tight).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("these settings can't keep the promise: ")
                .hasMessageContaining("heartbeat + ttl + detection")
                .hasMessageContaining("the store's call timeout must be at most heartbeat/2")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anEngineNeedsNoJobTypeAndTakesNoneTwice() {
        InMemoryLeaseStore store = new InMemoryLeaseStore(System::currentTimeMillis, StoreOptions.DEFAULT);
        try (TakeoverEngine forLocksAlone = TakeoverEngine.on(store).start()) {
            assertThatThrownBy(() -> forLocksAlone.submit(anything(), "a", ""))
                    .hasMessageContaining("doesn't run job type \"anything\"");
        }
        assertThatThrownBy(() -> TakeoverEngine.on(store).run(anything(), anything()))
                .hasMessage("job type \"anything\" is given twice");
    }

    private static JobType<String, String, String> anything() {
        return JobType.named("anything", 1)
                .codecs(Codec.text(), Codec.text(), Codec.text())
                .startingAt(payload -> payload)
                .next((job, state) -> Step.finish())
                .perform((effect, delivery) -> {});
    }
}
