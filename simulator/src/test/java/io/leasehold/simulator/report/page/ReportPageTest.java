package io.leasehold.simulator.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.simulator.virtual.BatchReport;
import io.leasehold.simulator.virtual.BatchResult;
import io.leasehold.simulator.virtual.Over;
import io.leasehold.simulator.virtual.VirtualMode;
import io.leasehold.simulator.virtual.VirtualOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report in a browser without a window: what it says, what it draws, and that it asks nobody for anything. */
class ReportPageTest {
    private static final int TAKEOVERS_OF_20 = 20;

    @TempDir
    static Path folder;

    private static Optional<Browser> browser = Optional.empty();

    @BeforeAll
    static void findBrowser() throws IOException {
        Optional<Path> program = Browser.found();
        Assumptions.assumeTrue(program.isPresent(), "no Chromium on this machine: the report is not looked at");
        browser = Optional.of(Browser.start(program.orElseThrow(), folder.resolve("profile")));
    }

    @AfterAll
    static void closeBrowser() {
        browser.ifPresent(Browser::close);
    }

    private static final List<Judgement> GREEN = List.of(
            new Judgement("DUP", 4_711, List.of()),
            new Judgement("LOSS", 4_800, List.of()),
            new Judgement("DOWN", 97, List.of()),
            new Judgement("LEAK", 0, List.of()));

    private static List<String> ids(int jobs) {
        return IntStream.rangeClosed(1, jobs).mapToObj(i -> "reminder-" + i).toList();
    }

    private Browser opened(RunResult result, String hash, int width, boolean dark) throws IOException {
        return opened(RealReport.of(result, "leasehold simulate --mode real --seed 42"), hash, width, dark);
    }

    private Browser opened(ReportData data, String hash, int width, boolean dark) throws IOException {
        Path file = folder.resolve("report.html");
        ReportPage.write(file, data);
        Browser page = browser.orElseThrow().sized(width, 900).dark(dark).open(file.toUri() + hash);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> page.value("document.querySelector('html[data-drawn]') !== null")
                                .asBoolean()
                        || !page.problems().isEmpty());
        assertThat(page.problems()).isEmpty();
        assertThat(page.value("document.documentElement.getAttribute('data-error')")
                        .isNull())
                .isTrue();
        return page;
    }

    private static String text(Browser page, String selector) {
        return page.value("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    /** Where pictures are wanted, in a folder that is named by a property. */
    private static void pictured(Browser page, String name) throws IOException {
        String wanted = System.getProperty("leasehold.pictures");
        Path file = Path.of(wanted == null ? folder.toString() : wanted).resolve(name + ".png");
        page.picture(file);
        assertThat(Files.size(file)).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @CsvSource({"1280, false", "1280, true", "360, false", "360, true"})
    void saysItsVerdictFirstAndFitsTheWindow(int width, boolean dark) throws Exception {
        Browser page = opened(ToldRun.of(ids(20), GREEN), "", width, dark);
        assertThat(text(page, "#word")).isEqualTo("GREEN");
        assertThat(page.value("document.querySelector('main > :first-child').id")
                        .asText())
                .isEqualTo("verdict");
        assertThat(page.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
        assertThat(page.value("document.documentElement.dataset.drawn").asInt()).isEqualTo(4);
        assertThat(page.value("document.documentElement.dataset.instanceLanes").asInt())
                .isEqualTo(5);
        assertThat(page.value("document.documentElement.dataset.jobLanes").asInt())
                .isEqualTo(20);
        assertThat(page.requests()).hasSize(1);
        pictured(page, "report-" + width + (dark ? "-dark" : "-light"));
    }

    @Test
    void aClickOnATakeoverTellsOfIt() throws Exception {
        Browser page = opened(ToldRun.of(ids(20), GREEN), "", 1280, false);
        assertThat(text(page, "#takeover")).isEqualTo("No takeover chosen.");
        page.value("document.getElementById('jobs').scrollIntoView()");
        double x = page.value("Leasehold.positionOf(3).x").asDouble();
        double y = page.value("Leasehold.positionOf(3).y").asDouble();
        page.click(x, y);
        assertThat(page.value("document.getElementById('takeover').dataset.chosen")
                        .asInt())
                .isEqualTo(3);
        assertThat(text(page, "#takeover"))
                .contains("3 of " + TAKEOVERS_OF_20)
                .contains("reminder-9")
                .contains("i1, killed after the intent, before the effect")
                .contains("step 11 in doubt: skipped");
        assertThat(page.value("location.hash").asText()).isEqualTo("#takeover=3");
        page.click(x + 60, y);
        assertThat(page.value("document.getElementById('takeover').dataset.chosen")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aLinkLeadsToATakeover() throws Exception {
        Browser page = opened(ToldRun.of(ids(20), GREEN), "#takeover=7", 360, true);
        assertThat(text(page, "#takeover")).contains("7 of " + TAKEOVERS_OF_20, "i2, frozen");
        pictured(page, "takeover-360-dark");
    }

    @ParameterizedTest
    @CsvSource({"1280", "360"})
    void threeHundredJobsCanBeRead(int width) throws Exception {
        Browser page = opened(ToldRun.of(ids(300), GREEN), "", width, false);
        assertThat(page.value("document.documentElement.dataset.jobLanes").asInt())
                .isEqualTo(300);
        assertThat(page.value("document.querySelectorAll('#jobs .gutter div').length")
                        .asInt())
                .isEqualTo(300);
        assertThat(page.value("parseFloat(getComputedStyle(document.querySelector('#jobs .gutter div')).fontSize)")
                        .asDouble())
                .isGreaterThanOrEqualTo(11);
        assertThat(page.value("document.querySelector('#jobs .gutter div').offsetHeight")
                        .asDouble())
                .isGreaterThanOrEqualTo(14);
        assertThat(page.value(
                                "Array.from(document.querySelectorAll('#jobs .gutter div')).every(function (row, index) {"
                                        + " return Math.abs(row.offsetTop - row.parentNode.firstChild.offsetTop - index * 14) < 1; })")
                        .asBoolean())
                .isTrue();
        assertThat(page.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
        pictured(page, "jobs-300-" + width);
        page.value("document.getElementById('filter').value = 'reminder-29';"
                + " document.getElementById('filter').dispatchEvent(new Event('input'))");
        assertThat(page.value("document.documentElement.dataset.jobLanes").asInt())
                .isEqualTo(11);
    }

    @Test
    void oneSeedInVirtualTimeHasItsTimelineToo() throws Exception {
        Browser page = opened(batch(1), "#takeover=1", 1280, true);
        assertThat(text(page, "#word")).isEqualTo("GREEN");
        assertThat(page.value("document.documentElement.dataset.jobLanes").asInt())
                .isGreaterThanOrEqualTo(6);
        assertThat(page.value("document.getElementById('takeover').dataset.chosen")
                        .asInt())
                .isEqualTo(1);
        assertThat(text(page, "#coverage")).contains("16 rolling restart", "before effect");
        pictured(page, "seed-1280-dark");
    }

    @Test
    void manySeedsHaveTheirSumsAlone() throws Exception {
        Browser page = opened(batch(4), "", 360, false);
        assertThat(text(page, "#word")).isEqualTo("GREEN");
        assertThat(page.value("document.getElementById('timeline').hidden").asBoolean())
                .isTrue();
        assertThat(text(page, "#oracles")).contains("steps that reached the sink: below 1 in", "GRANT");
        assertThat(page.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(360);
        pictured(page, "seeds-360-light");
    }

    private static ReportData batch(int seeds) throws InterruptedException {
        VirtualOptions options = new VirtualOptions(
                4,
                6,
                Duration.ofSeconds(30),
                Duration.ofMinutes(20),
                EngineSettings.DEFAULT,
                Over.MEMORY,
                Terms.DEFAULT,
                false);
        BatchReport batch = new BatchReport(options, 1, seeds);
        BatchResult result =
                new VirtualMode(options, new PrintWriter(Writer.nullWriter()), batch::run, () -> false).run(1, seeds);
        return batch.data(result, "leasehold simulate --mode virtual");
    }

    @Test
    void redSaysWhatSpeaksAgainstItRightBelow() throws Exception {
        List<Judgement> red = List.of(
                new Judgement("DUP", 4_711, List.of("step 3 of \"reminder-1\" (run r) reached the sink 2 times")));
        Browser page = opened(ToldRun.of(ids(20), red), "", 1280, false);
        assertThat(text(page, "#word")).isEqualTo("RED");
        assertThat(page.value("document.querySelector('#verdict').nextElementSibling.id")
                        .asText())
                .isEqualTo("violations");
        assertThat(text(page, "#violations")).contains("DUP", "reached the sink 2 times");
        assertThat(page.value("getComputedStyle(document.querySelector('#violations')).display")
                        .asText())
                .isEqualTo("block");
        pictured(page, "red-1280");
    }

    @Test
    void noNameIsReadAsHtml() throws Exception {
        String hostile = "</script><img src=x onerror=alert(1)><!--<script>\u2028&amp;{{data}}";
        Browser page = opened(
                ToldRun.of(
                        List.of(hostile, "b", "c", "d"),
                        List.of(new Judgement("DUP", 1, List.of("\"" + hostile + "\" reached the sink 2 times")))),
                "#takeover=1",
                1280,
                false);
        assertThat(text(page, "#jobs .gutter div")).isEqualTo(hostile);
        assertThat(text(page, "#takeover")).contains(hostile);
        assertThat(text(page, "#violations")).contains(hostile);
        assertThat(page.value("document.querySelectorAll('img').length").asInt())
                .isZero();
    }

    @Test
    void thePolicyLetsNothingOutAndNothingElseRun() throws Exception {
        Browser page = opened(ToldRun.of(ids(4), GREEN), "", 1280, false);
        page.value("var image = new Image(); image.src = 'http://127.0.0.1:9/x.png'; document.body.append(image);"
                + " var script = document.createElement('script'); script.textContent = 'window.ran = true';"
                + " document.body.append(script); fetch('http://127.0.0.1:9/').catch(function () {});");
        await().atMost(Duration.ofSeconds(10)).until(() -> page.problems().size() >= 3);
        assertThat(page.value("window.ran === undefined").asBoolean()).isTrue();
        assertThat(page.value("document.documentElement.getAttribute('data-error')")
                        .asText())
                .startsWith("the page's own policy refused");
    }
}
