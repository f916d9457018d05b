package io.leasehold.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault, seen from a client and from the server, which answers every line by the same line. */
class FaultProxyTest {
    private final EchoServer server = EchoServer.started();
    private final FaultProxy proxy = FaultProxy.before(server.uri(), 1);

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    private EchoClient client() throws IOException {
        return EchoClient.to(proxy.port());
    }

    @Test
    void everyQuestionIsOneRoundTrip() throws IOException {
        try (EchoClient one = client();
                EchoClient another = client()) {
            assertThat(one.asked("a")).isEqualTo("a");
            assertThat(another.asked("b")).isEqualTo("b");
            one.send("c\nd");
            assertThat(one.heard() + one.heard()).isEqualTo("cd");

            assertThat(proxy.turns()).isEqualTo(3);
        }
    }

    @Test
    void anAnswerIsCutOffAfterItsRequestWentThrough() throws IOException {
        try (EchoClient client = client()) {
            proxy.answers(Fault.cut());

            assertThat(client.asked("a")).isNull();
            assertThat(server.heard()).containsExactly("a");
        }
    }

    @Test
    void aRequestIsCutOff() throws IOException {
        try (EchoClient client = client()) {
            proxy.requests(Fault.cut());

            assertThat(client.asked("a")).isNull();
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void aStrayIsAppliedAfterItsSenderHasGone() throws IOException {
        try (EchoClient client = client();
                EchoClient another = client()) {
            proxy.at(1, Fault.stray(), Fault.pass());
            assertThat(client.asked("a")).isNull();
            assertThat(another.asked("b")).isEqualTo("b");

            proxy.mend();
            assertThat(server.heard()).containsExactly("b", "a");
        }
    }

    @Test
    void aConnectionIsReset() throws IOException {
        try (EchoClient client = client()) {
            proxy.requests(Fault.reset());

            assertThatThrownBy(() -> client.asked("a"))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aBlackHoleSaysNothing() throws IOException {
        try (EchoClient client = client()) {
            client.asked("a");
            proxy.blackHole();
            client.send("b");

            client.patience(Duration.ofMillis(50));
            assertThatThrownBy(client::heard).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(server.heard()).containsExactly("a");
    }

    @Test
    void whatIsHeldComesWhenTheFaultIsOver() throws IOException {
        try (EchoClient client = client()) {
            proxy.answers(Fault.hold());
            client.send("a");
            client.patience(Duration.ofMillis(50));
            assertThatThrownBy(client::heard).isInstanceOf(SocketTimeoutException.class);

            proxy.mend();
            client.patience(Duration.ofSeconds(20));
            assertThat(client.heard()).isEqualTo("a");
        }
    }

    @Test
    void whatIsLateComesLater() throws IOException {
        try (EchoClient client = client()) {
            proxy.requests(Fault.late(Duration.ofMillis(30)));
            long start = System.nanoTime();

            assertThat(client.asked("a")).isEqualTo("a");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(29));
        }
    }

    @Test
    void newConnectionsAreRefusedAndOpenOnesResetUntilAllIsMended() throws IOException {
        try (EchoClient client = client()) {
            client.asked("a");
            proxy.refuse();

            assertThatThrownBy(client::heard).isInstanceOf(SocketException.class);
            assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
        }
        proxy.mend();
        try (EchoClient client = client()) {
            assertThat(client.asked("b")).isEqualTo("b");
        }
    }

    @Test
    void oneRoundTripAloneMeetsAFault() throws IOException {
        proxy.at(2, Fault.pass(), Fault.cut());
        try (EchoClient client = client();
                EchoClient another = client()) {
            assertThat(client.asked("a")).isEqualTo("a");
            assertThat(client.asked("b")).isNull();
            assertThat(another.asked("c")).isEqualTo("c");
        }
        assertThat(proxy.mend()).isTrue();
        assertThat(server.heard()).containsExactly("a", "b", "c");
    }

    @Test
    void anotherUriLeadsThroughIt() {
        try (FaultProxy other = FaultProxy.before("jdbc:postgresql://me:a@b@10.0.0.1/db?user=x", 5432)) {
            assertThat(other.uri()).isEqualTo("jdbc:postgresql://me:a@b@127.0.0.1:" + other.port() + "/db?user=x");
        }
        assertThat(proxy.uri()).isEqualTo("echo://127.0.0.1:" + proxy.port());
    }
}
