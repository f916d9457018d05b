package io.leasehold.testservers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.Fault;
import io.leasehold.testservers.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R21, R22 on the wire: a proxy stands between the store's client and a real server. Whatever it does to whichever round trip of
 * whichever operation, the kind of trouble tells the truth, and the call repeated unchanged leaves what the same call leaves that is
 * done once. A store joins by a subclass that names a server and opens the store there.
 */
public abstract class WireTrouble {
    /** No call of these stories has as many round trips. */
    private static final int TURNS = 200;

    /** So often a round trip may be met that isn't the call's: a pool makes connections in the background. */
    private static final int ABSORBED = 5;

    /** So patient that a busy machine changes nothing. */
    private static final StoreOptions PATIENT = StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1));

    private static final StoreOptions HASTY = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(1));

    /** What a call may take beyond its timeout on a busy machine. */
    private static final Duration GENEROUS = Duration.ofSeconds(10);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private FaultProxy proxy;
    private LeaseStore direct;
    private LeaseStore proxied;
    private long tellings;

    /** Where the server is; records of other tests may be there under other namespaces. */
    protected abstract String uri();

    /** The port where the URI names none. */
    protected abstract int usualPort();

    /** Opens the store at this URI, which leads to the server or to the proxy before it. */
    protected abstract LeaseStore open(String uri, StoreOptions options);

    @BeforeEach
    void openStores() {
        String uri = uri();
        proxy = closed(FaultProxy.before(uri, usualPort()));
        direct = closed(open(uri, PATIENT));
        direct.prepare(PrepareMode.CREATE);
        proxied = closed(open(proxy.uri(), PATIENT));
    }

    private <T extends AutoCloseable> T closed(T later) {
        opened.add(0, later);
        return later;
    }

    @AfterEach
    void closeStores() throws Exception {
        proxy.mend();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private Attempt begin(Operation operation, String where) {
        return new Attempt(operation, where, operation.begin(new Subjects(direct, ++tellings)), direct);
    }

    private Attempt once(Operation operation) {
        return begin(operation, "without trouble").once(proxied);
    }

    @ParameterizedTest(name = "R21 {0}: at each round trip, what is told is so, and the repeat is harmless")
    @EnumSource
    void everyRoundTrip(Operation operation) {
        for (WireFault fault : WireFault.values()) {
            everyRoundTrip(operation, fault, once(operation));
        }
    }

    /** Met at its first round trip, at its second, and so on until it isn't met. */
    private void everyRoundTrip(Operation operation, WireFault fault, Attempt once) {
        boolean appliedUnknown = false;
        int absorbed = 0;
        for (int turn = 1; turn <= TURNS; ) {
            Attempt attempt = begin(operation, fault + ", at round trip " + turn);
            proxy.at(turn, fault.ofRequest, fault.ofAnswer);
            boolean felt = !attempt.by(proxied).succeeded();
            appliedUnknown |= attempt.unknown() && attempt.changedSomething();
            if (fault == WireFault.REQUEST_STRAYS && attempt.unknown()) {
                attempt.strays(direct, once);
            }
            boolean met = proxy.mend();
            attempt.toldTheTruth();
            attempt.repeated(proxied, once);
            if (!met) {
                assertThat(felt).as("%s: it isn't met, but fails", attempt).isFalse();
                assertThat(turn).as("%s: the call has a round trip", attempt).isGreaterThan(1);
                assertThat(appliedUnknown || !operation.changes() || !fault.applied())
                        .as("%s: it was met after it had been applied", attempt)
                        .isTrue();
                return;
            }
            absorbed = felt ? 0 : absorbed + 1;
            turn += felt || absorbed == ABSORBED ? 1 : 0;
        }
        fail("%s has more than %s round trips", operation, TURNS);
    }

    @ParameterizedTest(name = "R21 {0}: a server that refuses connections is unavailable, and nothing is changed")
    @EnumSource
    void refused(Operation operation) {
        Attempt once = once(operation);
        Attempt attempt = begin(operation, "the server refuses connections");
        LeaseStore hasty = closed(open(proxy.uri(), HASTY));
        hasty.bell();
        proxy.refuse();
        for (int reset = 0; reset < Attempt.CONNECTIONS && !attempt.by(hasty).unavailable(); reset++) {
            assertThat(attempt.succeeded()).as("%s: it succeeds", attempt).isFalse();
        }
        attempt.toldTheTruth();
        assertThat(attempt.unavailable())
                .as("%s: no connection is left", attempt)
                .isTrue();
        proxy.mend();
        attempt.repeated(proxied, once);
    }

    @Test
    @DisplayName("R21, R22 every call ends in time in a black hole, and tells what is so")
    void blackHole() throws InterruptedException {
        silent(proxy::blackHole);
    }

    @Test
    @DisplayName("R21, R22 every call ends in time where requests arrive and answers don't, and tells what is so")
    void answersVanish() throws InterruptedException {
        silent(() -> proxy.answers(Fault.drop()));
    }

    /** All operations at once, each by a client of its own that has a connection. */
    private void silent(Runnable begins) throws InterruptedException {
        Map<Attempt, Attempt> attempts = new LinkedHashMap<>();
        List<LeaseStore> clients = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            Attempt once = once(operation);
            attempts.put(begin(operation, "nothing is heard"), once);
            clients.add(closed(open(proxy.uri(), HASTY)));
        }
        clients.forEach(LeaseStore::bell);
        begins.run();
        List<Thread> calls = calling(List.copyOf(attempts.keySet()), clients);
        for (Thread call : calls) {
            call.join(HASTY.callTimeout().plus(GENEROUS).toMillis());
            assertThat(call.isAlive())
                    .as("%s: it is over in time", call.getName())
                    .isFalse();
        }
        proxy.mend();
        proxy.resetAll();
        attempts.forEach((attempt, once) -> {
            assertThat(attempt.succeeded()).as("%s: it succeeds", attempt).isFalse();
            attempt.toldTheTruth();
            attempt.repeated(direct, once);
        });
    }

    private static List<Thread> calling(List<Attempt> attempts, List<LeaseStore> clients) {
        List<Thread> calls = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            Attempt attempt = attempts.get(i);
            LeaseStore client = clients.get(i);
            calls.add(new Thread(() -> attempt.by(client), attempt.toString()));
        }
        calls.forEach(Thread::start);
        return calls;
    }
}
