package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets(List.of("tiger", "tigers and cats", "ab", " "));

    @Test
    void areMaskedTheLongestFirst() {
        assertThat(secrets.masked("login of Tigers and cats with TIGER failed"))
                .isEqualTo("login of *** with *** failed");
    }

    @Test
    void aShortOneIsMaskedOnlyAsAWord() {
        assertThat(secrets.masked("ab: no cab")).isEqualTo("***: no cab");
    }

    @Test
    void areFoundInWhatAFailureCarries() {
        IllegalStateException failure = new IllegalStateException("no", new IllegalArgumentException("quiet"));
        assertThat(secrets.shownBy(failure)).isFalse();
        failure.getCause().addSuppressed(new IllegalStateException("tiger"));
        assertThat(secrets.shownBy(failure)).isTrue();
    }

    @Test
    void aFailureThatCarriesItselfEndsNevertheless() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.addSuppressed(other);
        assertThat(secrets.shownBy(one)).isFalse();
    }

    @Test
    void showNothingThemselves() {
        assertThat(secrets).hasToString("Secrets[3 parts]");
    }
}
