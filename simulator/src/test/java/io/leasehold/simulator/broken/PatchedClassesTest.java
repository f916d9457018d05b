package io.leasehold.simulator.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.engine.TakeoverEngine;
import io.leasehold.simulator.oracle.Oracle;
import io.leasehold.simulator.virtual.VirtualRun;
import io.leasehold.store.LeaseStore;
import io.leasehold.testing.VirtualWorld;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the proof rests on: an engine patched nowhere is green, its classes are others, and a patch that misses says so. */
class PatchedClassesTest {
    private static final BrokenEngine SOUND = BrokenEngine.noticedBy("nobody", "no mistake");
    private static final String GATE = BrokenEngines.ENGINE + "Gate.java";

    @Test
    void anEnginePatchedNowhereIsGreen() {
        BiFunction<Long, String, Optional<String>> trial = new PatchedClasses(SOUND).trial();
        for (Oracle oracle : Oracle.VIRTUAL) {
            assertThat(trial.apply(1L, oracle.name())).as(oracle.name()).isEmpty();
        }
        assertThat(trial.apply(Trial.SWEEP, "LOSS")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {LeaseStore.class, TakeoverEngine.class, VirtualWorld.class, VirtualRun.class, Trial.class})
    void itDefinesTheClassesOfEveryModuleItself(Class<?> original) throws ClassNotFoundException {
        PatchedClasses classes = new PatchedClasses(SOUND);
        Class<?> again = classes.loadClass(original.getName());
        assertThat(again.getClassLoader()).isSameAs(classes);
        assertThat(again).isNotSameAs(original);
        assertThat(classes.trial().getClass().getClassLoader()).isSameAs(classes);
    }

    @Test
    void itLeavesTheLibrariesAlone() throws ClassNotFoundException {
        Class<?> library = org.slf4j.Logger.class;
        assertThat(new PatchedClasses(SOUND).loadClass(library.getName())).isSameAs(library);
    }

    @Test
    void theEditedClassTakesTheOriginalsPlace() throws ReflectiveOperationException {
        BrokenEngine named =
                SOUND.with(GATE, "final class Gate {", "final class Gate { public static final int EDITED = 1;");
        Class<?> gate = new PatchedClasses(named).loadClass("io.leasehold.engine.internal.Gate");
        assertThat(gate.getDeclaredField("EDITED").getType()).isEqualTo(int.class);
    }

    @Test
    void anOriginalThatIsGoneIsNamedWithItsEngineAndFile() {
        BrokenEngine astray = SOUND.with(GATE, "no such line", "");
        assertThatThrownBy(() -> new PatchedClasses(astray))
                .hasMessageContaining("\"no mistake\"")
                .hasMessageContaining(GATE)
                .hasMessageContaining("0 times: no such line");
    }

    @Test
    void anOriginalThatStandsTwiceIsNamedToo() {
        BrokenEngine astray = SOUND.with(GATE, "proof = ", "");
        assertThatThrownBy(() -> new PatchedClasses(astray)).hasMessageContaining("exactly once");
    }

    @Test
    void aReplacementThatDoesntCompileIsShownWithItsLine() {
        BrokenEngine astray = SOUND.with(GATE, "void close() {", "void close() { nonsense;");
        assertThatThrownBy(() -> new PatchedClasses(astray))
                .hasMessageContaining("broken engine \"no mistake\" doesn't compile")
                .hasMessageContaining("not a statement")
                .hasMessageContaining("void close() { nonsense;");
    }
}
