package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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

    @Test
    void whatIsBookedInTheStoresOwnTransactionIsBookedOnceAtEveryStart() throws Exception {
        ReadmeProgram program = ReadmeProgram.compiled("Instalments", folder);

        for (int start = 1; start <= 2; start++) {
            try (ReadmeProgram.Run run = program.start()) {
                await().atMost(PATIENCE).until(() -> !run.alive() || hosts(run));
                await().atMost(PATIENCE).until(() -> !run.alive() || (booked().size() == 3 && finished()));
                assertThat(booked()).as("start %s: %s", start, run.errors()).containsExactly(1, 2, 3);
                run.end();
            }
        }
        assertThat(numbers("SELECT COUNT(*) FROM loan")).containsExactly(1);
    }

    private List<Integer> booked() throws SQLException {
        return numbers("SELECT number FROM instalment WHERE loan = 'loan-7' ORDER BY number");
    }

    private boolean finished() throws SQLException {
        return numbers("SELECT COUNT(*) FROM leasehold_job WHERE status = 'FINISHED'")
                .equals(List.of(1));
    }

    /** Whether the program, and not whoever looks at it, is the one that has the file open. */
    private static boolean hosts(ReadmeProgram.Run run) {
        return run.errors().stream().anyMatch(line -> line.contains("joined under lease"));
    }

    private List<Integer> numbers(String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("bank") + ";AUTO_SERVER=TRUE");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<Integer> numbers = new ArrayList<>();
            while (found.next()) {
                numbers.add(found.getInt(1));
            }
            return numbers;
        }
    }

    /** The requests, each with the number of its step. */
    private static List<String> steps(HttpGateway gateway) {
        Stream<String> requests = gateway.requests().stream();
        return requests.map(request -> request.replaceAll(" .*/", " ")).toList();
    }
}
