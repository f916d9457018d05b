package io.leasehold.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.JobId;
import org.junit.jupiter.api.Test;

/** E15: what an old answer may still say. */
class QuestionsTest {
    private final Questions questions = new Questions();
    private final JobId job = new JobId("job");

    @Test
    void anAnswerToAQuestionAskedBeforeTheEndSaysNothing() {
        long before = questions.ask();
        questions.ended(job, 7);
        long after = questions.ask();
        assertThat(questions.stale(before, job, 7)).isTrue();
        assertThat(questions.stale(after, job, 7)).isFalse();
        assertThat(questions.stale(before, job, 8)).isFalse();
    }

    @Test
    void anEndIsForgottenOnceNoQuestionAskedBeforeItIsOpen() {
        long first = questions.ask();
        long second = questions.ask();
        questions.ended(job, 7);
        questions.close(first);
        assertThat(questions.stale(second, job, 7)).isTrue();
        long third = questions.ask();
        questions.close(second);
        assertThat(questions.remembered()).isZero();
        assertThat(questions.stale(third, job, 7)).isFalse();
    }

    @Test
    void nothingIsRememberedWhileNoQuestionIsOpen() {
        questions.ended(job, 7);
        assertThat(questions.remembered()).isZero();
    }

    @Test
    void anEndBetweenTwoQuestionsIsKeptForTheOlderOne() {
        long old = questions.ask();
        questions.ended(job, 1);
        long young = questions.ask();
        questions.ended(job, 2);
        questions.close(young);
        assertThat(questions.stale(old, job, 1)).isTrue();
        assertThat(questions.stale(old, job, 2)).isTrue();
        questions.close(old);
        assertThat(questions.remembered()).isZero();
    }
}
