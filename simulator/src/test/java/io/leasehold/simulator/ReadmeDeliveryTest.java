package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs for delivery modes, before a gateway that loses an answer, or a request. */
class ReadmeDeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void aRequestWhoseAnswerWasLostIsRepeatedUnderItsKeyAndTheTextGoesOutOnce() throws Exception {
        ReadmeProgram program = ReadmeProgram.compiled("Repeated", folder);

        try (HttpGateway gateway = new HttpGateway();
                ReadmeProgram.Run run = program.start(gateway.uri())) {
            await().atMost(PATIENCE).until(() -> gateway.texts().size() == 3 || !run.alive());
            assertThat(gateway.texts())
                    .containsExactly("Your parcel is on its way.", "It arrives today.", "It was delivered.");
            assertThat(steps(gateway)).containsExactly("POST 1", "POST 2", "POST 2", "POST 3");
            run.end();
        }
    }

    @Test
    void aRequestOfWhichTheGatewayKnowsNothingIsRepeatedOnceItWasAsked() throws Exception {
        ReadmeProgram program = ReadmeProgram.compiled("Confirmed", folder);

        try (HttpGateway gateway = new HttpGateway();
                ReadmeProgram.Run run = program.start(gateway.uri())) {
            await().atMost(PATIENCE).until(() -> gateway.texts().size() == 3 || !run.alive());
            assertThat(gateway.texts()).containsExactly("Your table is booked.", "See you tonight.", "How was it?");
            assertThat(steps(gateway)).containsExactly("PUT 1", "PUT 2", "GET 2", "PUT 2", "PUT 3");
            run.end();
        }
    }

    /** The requests, each with the number of its step. */
    private static List<String> steps(HttpGateway gateway) {
        Stream<String> requests = gateway.requests().stream();
        return requests.map(request -> request.replaceAll(" .*/", " ")).toList();
    }
}
