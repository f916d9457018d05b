package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.virtual.FieldStory;
import io.leasehold.simulator.virtual.Hit;
import io.leasehold.simulator.virtual.SweepRun;
import io.leasehold.simulator.virtual.SweepStory;
import io.leasehold.simulator.virtual.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line: what it teaches, and the one line that it has for bad input. */
class MainTest {
    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {}

    private Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended simulate(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("simulate", "--result", folder.resolve("r.json").toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private void refused(Ended ended, String... words) {
        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).startsWith("leasehold: ").contains(words).doesNotContain("\tat ");
        assertThat(folder.resolve("r.json")).doesNotExist();
    }

    @Test
    void teachesByItsHelp() {
        Ended help = run("simulate", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains(
                        "--factor",
                        "--scenario",
                        "--store",
                        "freeze-beyond-ttl",
                        "GREEN",
                        "RED",
                        "INVALID",
                        "Examples:");
        assertThat(run("--help").out()).contains("simulate");
        assertThat(run("--version").out()).startsWith("leasehold ");
    }

    @Test
    void hasTheFaultsThatAreNamed() throws IOException {
        Path page = folder.resolve("page.html");
        String[] options = {
            "--mode", "virtual", "--seeds", "2", "--jobs", "4", "--duration", "20m", "--faults", "kill,-kill-of-two"
        };
        Ended some = simulate(Stream.concat(Stream.of(options), Stream.of("--report", page.toString()))
                .toArray(String[]::new));
        assertThat(some.out())
                .contains(", faults kill,-kill-of-two, seeds 1 to 2", ": left out by --faults", "GREEN")
                .containsPattern("2 kill of two +n/a a +n/a a")
                .doesNotContainPattern("2 kill +n/a");
        assertThat(Files.readString(folder.resolve("r.json"))).contains("n/a: left out by --faults");
        assertThat(Files.readString(page))
                .contains(
                        "--faults kill,-kill-of-two",
                        "{\"number\":2,\"fault\":\"kill of two\",\"why\":\"Left out by --faults\"}");
    }

    @Test
    void replaysOneRunOfTheSweep() {
        Hit first = new Hit(40, Trouble.FREEZE);
        SweepRun frozen = new SweepRun(SweepStory.CRASH, List.of(first));
        frozen.run();
        Hit second = frozen.possible().get(10);
        Ended replayed = simulate("--mode", "sweep", "--story", "crash", "--hits", first.word() + "," + second.word());
        assertThat(replayed.code()).isZero();
        assertThat(replayed.out()).contains("events: GREEN");
    }

    @Test
    void replaysOverRecordsToo() {
        Ended memory = simulate("--mode", "sweep", "--story", "crash");
        Ended records = simulate("--mode", "sweep", "--over", "records", "--story", "crash", "--hits", "200:kill");
        assertThat(records.code()).isZero();
        assertThat(records.out()).contains("events: GREEN").isNotEqualTo(memory.out());
    }

    @Test
    void replaysInAnotherDeliveryModeToo() {
        Ended asked = simulate("--mode", "sweep", "--delivery", "confirmed", "--story", "crash", "--hits", "100:kill");
        assertThat(asked.code()).isZero();
        assertThat(asked.out()).contains("events: GREEN");
        Ended seed = simulate("--mode", "virtual", "--delivery", "at-least-once", "--seeds", "1", "--jobs", "2");
        assertThat(seed.code()).isZero();
        assertThat(seed.out()).contains("over memory, at-least-once, sink keys, seeds 1 to 1", "GREEN");
    }

    @Test
    void replaysInTheStoresOwnTransactionToo() {
        Ended swept = simulate("--mode", "sweep", "--delivery", "in-store", "--story", "crash", "--hits", "61:kill");
        assertThat(swept.code()).isZero();
        assertThat(swept.out()).contains("events: GREEN");
        Ended seed = simulate("--mode", "virtual", "--delivery", "in-store", "--seeds", "1", "--jobs", "2");
        assertThat(seed.code()).isZero();
        assertThat(seed.out()).contains("over memory, in-store, sink store, seeds 1 to 1", "GREEN");
    }

    /** At factor 1 this machine may stand still for seconds. */
    @Test
    void runsForRealInTheTransactionsOfAnH2File() throws Exception {
        Path file = Files.writeString(
                folder.resolve("s.yaml"),
                "name: rows\nautomations:\n  - {id: a, type: message, to: b, every: 100ms, texts: [c, d], repeat: 4}\n");
        Ended real = simulate("--factor", "1", "--scenario", file.toString(), "--delivery", "in-store");
        assertThat(real.err()).isEmpty();
        assertThat(real.out()).contains("in-store, sink store", "ROWS          kept in 8 opportunities", "GREEN");
        assertThat(real.code()).isZero();
    }

    @Test
    void hasNoFaultsForRealThatAreLeftOut() throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.yaml"),
                "name: calm\nfaults: {kills: {idle: 2}, freezes: {idle: 1}, stops: 1}\n"
                        + "automations:\n  - {id: a, type: message, to: b, every: 100ms, texts: [c, d], repeat: 4}\n");
        Ended calm = simulate("--factor", "1", "--seed", "3", "--scenario", file.toString(), "--faults=-all");
        assertThat(calm.err()).isEmpty();
        assertThat(calm.out())
                .contains("calm, 1 jobs, 0 faults, factor 1, seed 3, faults -all", "kills         0:", "GREEN");
        assertThat(calm.code()).isZero();
    }

    @Test
    void tellsADrillAlone() {
        Ended drilled = simulate("--mode", "sweep", "--drill", "unanswered-claims", "--seed", "2");
        assertThat(drilled.code()).isZero();
        assertThat(drilled.out()).contains("drill unanswered-claims, seed 2: GREEN");
    }

    @Test
    void listsTheStoriesFromTheField() {
        Ended listed = run("simulate", "--list");
        assertThat(listed.code()).isZero();
        for (FieldStory story : FieldStory.values()) {
            assertThat(listed.out()).contains(story.word(), story.from(), story.there());
        }
    }

    @Test
    void tellsAStoryFromTheField() {
        Ended told = simulate("--scenario", "late-unlock", "--seeds", "2");
        assertThat(told.err()).isEmpty();
        assertThat(told.out())
                .contains("ShedLock #74", "freed the next holder's lock", "seeds 1 to 2", "LOCK", "2 runs: GREEN");
        assertThat(told.code()).isZero();
    }

    @Test
    void refusesWhatDoesntGoWithAStory() {
        refused(simulate("--scenario", "late-unlock", "--over", "records"), "--over doesn't go with a story");
        refused(simulate("--scenario", "frozen-owner", "--seed", "2"), "nothing of it is drawn");
        refused(simulate("--scenario", "late-unlock", "--seeds", "0"), "--seeds must be at least 1");
    }

    @Test
    void printsTheBundledScenarioSoThatItCanBeChanged() {
        assertThat(run("simulate", "--print-scenario").out()).contains("automations:", "kills:");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        refused(run(), "leasehold --help");
        refused(run("frobnicate"), "frobnicate");
        refused(simulate("--mode", "dream"), "--mode must be real, processes, virtual or sweep, but is \"dream\"");
        refused(simulate("--over", "sand"), "--over must be memory or records, but is \"sand\"");
        refused(simulate("--over", "records"), "--over goes with --mode virtual or sweep");
        refused(
                simulate("--delivery", "exactly-once"),
                "--delivery must be one of at-most-once, at-least-once, confirmed, in-store, but is \"exactly-once\"");
        refused(
                simulate("--sink", "drain"),
                "--sink must be one of plain, tokens, keys, ask-only, final, store, but is \"drain\"");
        refused(
                simulate("--delivery", "confirmed", "--sink", "plain"),
                "delivery confirmed needs a sink that can be asked: keys, ask-only or final, but the sink is plain");
        refused(
                simulate("--mode", "virtual", "--delivery", "in-store", "--sink", "keys"),
                "delivery in-store needs the store for its sink: leave --sink out, but the sink is keys");
        refused(simulate("--mode", "virtual", "--sink", "store"), "needs a sink outside the store");
        refused(
                simulate("--mode", "sweep", "--over", "records", "--delivery", "in-store"),
                "--delivery in-store goes with --over memory: over records a store commits nothing together with");
        refused(simulate("--over", "records", "--delivery", "in-store"), "--over goes with --mode virtual or sweep");
        refused(simulate("--mode", "sweep", "--story", "tale"), "--story must be one of plain, crash, stop, order");
        refused(simulate("--mode", "sweep", "--drill", "fire"), "--drill must be one of slow-store, ");
        refused(simulate("--mode", "virtual", "--delivery", "all"), "--delivery must be one of");
        refused(simulate("--mode", "sweep", "--hits", "3:kill"), "--story must be one of");
        refused(simulate("--mode", "sweep", "--story", "stop", "--hits", "9999:kill"), "9999:kill struck nothing");
        refused(simulate("--mode", "sweep", "--history", folder.resolve("h").toString()), "needs --story");
        refused(simulate("--mode", "sweep", "--story", "stop", "--hits", "3:boo"), "as in 17:kill, but is \"3:boo\"");
        refused(simulate("--preset", "cy"), "--preset must be one of quick, ci, nightly, soak, but is \"cy\"");
        refused(simulate("--mode", "sweep", "--preset", "ci"), "--preset goes with --mode virtual");
        refused(simulate("--mode", "virtual", "--seeds", "0"), "--seeds must be at least 1, but is 0");
        refused(simulate("--mode", "virtual", "--ttl", "5s"), "engines would refuse these lease times: ttl must be");
        refused(simulate("--mode", "virtual", "--ttl", "5"), "'--ttl'", "as in 10s, but is \"5\"");
        refused(simulate("--ttl", "5s"), "the scenario's lease times can't keep the promise");
        refused(simulate("--mode", "virtual", "--duration", "1s"), "the time must be between a step's pace and");
        refused(simulate("--factor", "11"), "factor must be between 1 and 10, but is 11");
        refused(simulate("--factor", "fast"), "fast");
        refused(simulate("--instances", "2"), "instances must be between 3 and 20");
        refused(simulate("--kills", "2"), "--kills must be");
        refused(simulate("--history", "/nowhere/h.jsonl"), "--history must be");
    }

    @Test
    void refusesWhatDoesNotGoWithProcesses() {
        refused(
                simulate("--faults", "clock"),
                "no fault of this mode is called \"clock\"; there are all, orderly-stop, kill, freeze-beyond-ttl");
        refused(
                simulate("--mode", "virtual", "--faults", "kil"),
                "is called \"kil\"; there are all",
                "wall-clock-jumps");
        refused(
                simulate("--mode", "sweep", "--faults", "kill"),
                "--faults goes with --mode real, processes or virtual");
        refused(simulate("--faults", "freeze", "--kills", "3"), "--kills says how many", "--faults leaves out");
        refused(simulate("--mode", "processes", "--faults", "kill", "--stops", "3"), "--stops says how many");
        refused(simulate("--scenario", "late-unlock", "--faults", "kill"), "--faults doesn't go with a story");
        refused(simulate("--halts", "3"), "--halts goes with --mode processes, but the mode is real");
        refused(simulate("--mode", "virtual", "--kill-host"), "--kill-host goes with --mode processes");
        refused(processes("--delivery", "in-store"), "--delivery doesn't go with --mode processes");
        refused(processes("--over", "records"), "--over doesn't go with --mode processes");
        refused(processes("--seeds", "3"), "--seeds doesn't go with --mode processes");
        refused(processes("--freezes", "-1"), "--freezes must be between 0 and 100, but is -1");
        refused(processes("--halts", "1000"), "--halts must be between 0 and 100, but is 1000");
        refused(processes("--store", "memory:"), "processes share no memory: --store must name a server, or a file");
        refused(processes("--store", "jdbc:h2:mem:x"), "processes share no memory");
        refused(processes("--store", "redis://localhost:1", "--kill-host"), "--kill-host goes with an H2 file");
    }

    private Ended processes(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--mode", "processes"));
        arguments.addAll(List.of(options));
        return simulate(arguments.toArray(String[]::new));
    }

    @Test
    void refusesStoresThatCannotBe() {
        refused(simulate("--store", "floppy://a"), "no store opens the URI \"floppy://a\"", "jdbc:h2:");
        refused(simulate("--store", "jdbc:h2:tcp://localhost:1/nowhere"), "localhost:1");
        refused(simulate("--store", "jdbc:oracle:thin:u/secret@localhost/x"), "supported are H2");
        refused(
                simulate("--store", "memory:", "--delivery", "in-store"),
                "--delivery in-store needs a store in a SQL database, as in --store jdbc:h2:file:/path;");
        assertThat(simulate("--store", "jdbc:h2:tcp://localhost:1/x;USER=u;PASSWORD=secret")
                        .err())
                .doesNotContain("secret");
    }

    @Test
    void meetsWhereASettingsFileSays() throws Exception {
        Path file = folder.resolve("mine.properties");
        Files.writeString(file, "store.uri = floppy://a\n");
        refused(simulate("--config", file.toString()), "no store opens the URI \"floppy://a\"");
        refused(simulate("--config", file.toString(), "--store", "memory:"), "--config and --store both say");
        Files.writeString(file, "store.namespace = mine\n");
        refused(simulate("--config", file.toString()), "mine.properties has no store.uri");
        refused(simulate("--config", folder.resolve("none").toString()), "none");
    }

    @Test
    void refusesScenariosThatCannotBe() throws Exception {
        refused(
                simulate("--scenario", folder.resolve("none.yaml").toString()),
                "a story (--list) or a file",
                "none.yaml",
                "doesn't exist");
        refused(scenario("name: x\nautomations:\n  - id: a\n    type: fax\n"), "line 4", "type must be message");
        refused(scenario("name: [x\n"), "line ");
        refused(
                scenario("name: x\nlease: {ttl: 20s}\nautomations:\n"
                        + "  - {id: a, type: message, to: b, every: 1s, texts: [c]}\n"),
                "can't keep the promise",
                "ttl must be at least");
    }

    private Ended scenario(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("s.yaml"), text);
        return simulate("--scenario", file.toString());
    }
}
