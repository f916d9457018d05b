package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import org.junit.jupiter.api.Test;

/** Where messages commit together with their steps: what the oracles then hold to, and find broken. */
class InStoreOraclesTest {
    private static Story begun() {
        return Story.inStore(2).claimed("a", 1).transaction("a", 1, 1, 1);
    }

    @Test
    void aTakeoverInTheMiddleIsGreen() {
        Story story = begun().killed("a", Phase.AFTER_EFFECT)
                .at(3_000)
                .claimed("b", 2)
                .transaction("b", 2, 1, 2)
                .finished("b", 2);
        for (Oracle oracle : Oracle.VIRTUAL) {
            story.keeps(oracle);
        }
    }

    @Test
    void noStepIsEverInDoubtWhateverBefellItsOwner() {
        begun().killed("a", Phase.AFTER_INTENT)
                .claimed("b", 2)
                .inDoubt("b", 2)
                .breaks(new Doubt(), "was reported in doubt, though its effect commits together with it");
    }

    @Test
    void noReportStandsForAMessage() {
        Story story = begun().inDoubt("a", 2).finished("a", 1);
        story.breaks(new Loss(), "step 2 of \"reminder\"");
    }

    @Test
    void noReportMendsTheChain() {
        Story.inStore(3)
                .claimed("a", 1)
                .transaction("a", 1, 1, 1)
                .inDoubt("a", 2)
                .transaction("a", 1, 3, 3)
                .breaks(new Chain(), "doesn't link to the message before it");
    }

    @Test
    void aMessageOfAFormerOwnerNeverLands() {
        begun().frozen("a")
                .claimed("b", 2)
                .woken("a")
                .effect("a", 1, 2)
                .breaks(new Token(), "was sent by a under token 1 after b had claimed the job under 2");
    }

    @Test
    void aMessageBeforeItsDueIsFound() {
        begun().written("a", 1, 2, 2, 3_000L)
                .at(2_000)
                .transaction("a", 1, 3, 2)
                .breaks(new Pace(), "before its due");
        begun().at(1_100).transaction("a", 1, 2, 2).keeps(new Pace());
    }

    @Test
    void aMessageBeforeTheJobsPaceAllowsIsFoundWhateverWasWritten() {
        begun().written("a", 1, 2, 2, 0L)
                .at(600)
                .effect("a", 1, 2)
                .breaks(new Pace(), "500 ms before the job's pace allows");
    }

    @Test
    void aSuspectPerformsOnlyOnProbation() {
        Story.inStore(2)
                .claimed("b", 2)
                .lapsed("b", 2, 2, false)
                .transaction("b", 2, 1, 1)
                .breaks(new Innocent(), "was performed though it was a suspect, and not on probation");
        Story.inStore(2)
                .claimed("b", 2)
                .lapsed("b", 2, 2, false)
                .probation("b", 2, true)
                .transaction("b", 2, 2, 1)
                .keeps(new Innocent());
    }

    @Test
    void anAttemptThatWasNotAnsweredIsNoTry() {
        tries(9).failed("a", 1, 1).released("a", 1, "FAILED").breaks(new Innocent(), "was FAILED");
        tries(9).failed("a", 1, 1).refused("a", 1, 1).released("a", 1, "FAILED").keeps(new Innocent());
    }

    private static Story tries(int tries) {
        Story story = Story.inStore(2).claimed("a", 1);
        for (int i = 0; i < tries; i++) {
            story.refused("a", 1, 1);
        }
        return story;
    }
}
