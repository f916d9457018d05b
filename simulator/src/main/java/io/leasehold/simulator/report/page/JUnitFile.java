package io.leasehold.simulator.report.page;

import io.leasehold.simulator.report.page.ReportData.Finding;
import io.leasehold.simulator.report.page.ReportData.OracleLine;
import io.leasehold.simulator.report.page.ReportData.Setting;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as CI systems read test results: one suite, a case for each oracle, one for the planned faults, one for whether the run can be
 * judged at all. What an oracle's zero is worth stands in its case's output.
 */
public final class JUnitFile {
    private static final String FAULTS = "FAULTS";
    private static final String CLASS = "leasehold.simulate";

    private final XMLStreamWriter xml;
    private final ReportData data;

    private JUnitFile(XMLStreamWriter xml, ReportData data) {
        this.xml = xml;
        this.data = data;
    }

    /** Writes it, in place of an earlier one. */
    public static void write(Path file, ReportData data) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new JUnitFile(xml, data).suite();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("the JUnit report can't be written: " + e.getMessage(), e);
        }
    }

    private boolean judged() {
        return data.verdict().word().equals("GREEN") || data.verdict().word().equals("RED");
    }

    private void suite() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuite");
        attribute("name", "leasehold simulate: " + data.title());
        attribute("time", seconds(data.tookMillis()));
        attribute("tests", Integer.toString(data.oracles().size() + others().size() + 2));
        attribute("errors", judged() ? "0" : "1");
        attribute("skipped", "0");
        attribute("failures", Integer.toString(data.verdict().violations().size()));
        properties();
        for (OracleLine oracle : data.oracles()) {
            testCase(oracle.name() + ": " + oracle.rule(), finding(oracle.name()), oracle.evidence());
        }
        testCase(FAULTS + ": every planned fault has hit", finding(FAULTS), "");
        for (Finding other : others()) {
            testCase(other.oracle(), Optional.of(other), "");
        }
        judgeable();
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
    }

    private void properties() throws XMLStreamException {
        line(1);
        xml.writeStartElement("properties");
        property("verdict", data.verdict().word());
        for (Setting setting : data.settings()) {
            property(setting.name(), setting.value());
        }
        property("replay", data.replay());
        line(1);
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        line(2);
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private Optional<Finding> finding(String oracle) {
        return data.verdict().violations().stream()
                .filter(finding -> finding.oracle().equals(oracle))
                .findFirst();
    }

    /** What speaks against the run, and is no oracle. */
    private List<Finding> others() {
        return data.verdict().violations().stream()
                .filter(finding -> !finding.oracle().equals(FAULTS))
                .filter(finding -> data.oracles().stream()
                        .noneMatch(oracle -> oracle.name().equals(finding.oracle())))
                .toList();
    }

    private void testCase(String name, Optional<Finding> finding, String said) throws XMLStreamException {
        begin(name);
        if (finding.isPresent()) {
            text("failure", told(finding.get()), finding.get().sentences());
        }
        if (!said.isEmpty()) {
            line(2);
            xml.writeStartElement("system-out");
            xml.writeCharacters(allowed(said));
            xml.writeEndElement();
        }
        line(1);
        xml.writeEndElement();
    }

    private void judgeable() throws XMLStreamException {
        begin("RUN: can be judged");
        if (!judged()) {
            text("error", data.verdict().sentence(), List.of(data.verdict().sentence()));
        }
        line(1);
        xml.writeEndElement();
    }

    private void begin(String name) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testcase");
        attribute("name", name);
        attribute("classname", CLASS);
        attribute("time", "0");
    }

    private void text(String element, String message, List<String> lines) throws XMLStreamException {
        line(2);
        xml.writeStartElement(element);
        attribute("message", message);
        attribute("type", data.verdict().word());
        xml.writeCharacters(allowed(String.join("\n", lines)));
        xml.writeEndElement();
    }

    private static String told(Finding finding) {
        long all = finding.sentences().size() + finding.more();
        return all + (all == 1 ? " violation" : " violations") + ": "
                + finding.sentences().stream().findFirst().orElse("");
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    /** XML 1.0 has no place at all for most control characters, escaped or not. */
    private static String allowed(String text) {
        return text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c > 0xFFFF
                        ? c
                        : 0xFFFD)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }
}
