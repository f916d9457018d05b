package io.leasehold.simulator.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.oracle.Judgement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The result as CI systems read it. */
class JUnitFileTest {
    private static final String HOSTILE = "\"<a>\" & ]]> \u0007\uD800 \uD83D\uDE00";

    @TempDir
    private Path folder;

    private Document written(String id, List<Judgement> judgements) throws Exception {
        Path file = folder.resolve("junit.xml");
        JUnitFile.write(file, RealReport.of(ToldRun.of(List.of(id, "b", "c", "d"), judgements), "leasehold simulate"));
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(JUnitFileTest.class.getResource("junit.xsd")));
        schema.newValidator().validate(new StreamSource(Files.newBufferedReader(file)));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static Element suite(Document document) {
        return document.getDocumentElement();
    }

    private static List<Element> all(Document document, String name) {
        return IntStream.range(0, document.getElementsByTagName(name).getLength())
                .mapToObj(i -> (Element) document.getElementsByTagName(name).item(i))
                .toList();
    }

    @Test
    void hasACaseForEachOracleAndTellsWhatItsZeroIsWorth() throws Exception {
        Document green =
                written("a", List.of(new Judgement("DUP", 300, List.of()), new Judgement("LOSS", 300, List.of())));
        assertThat(suite(green).getAttribute("tests")).isEqualTo("4");
        assertThat(suite(green).getAttribute("failures")).isEqualTo("0");
        assertThat(suite(green).getAttribute("errors")).isEqualTo("0");
        assertThat(all(green, "testcase").stream()
                        .map(each -> each.getAttribute("name").replaceAll(":.*", "")))
                .containsExactly("DUP", "LOSS", "FAULTS", "RUN");
        assertThat(all(green, "system-out").get(1).getTextContent())
                .isEqualTo("0 steps missing silently in 300 steps: below 1 in 100 at 95 %");
        assertThat(all(green, "property").stream().map(each -> each.getAttribute("name")))
                .contains("verdict", "seed", "replay");
    }

    @Test
    void aViolationIsAFailureWhateverItsWords() throws Exception {
        Document red = written(HOSTILE, List.of(new Judgement("DUP", 300, List.of(HOSTILE, "again"))));
        assertThat(suite(red).getAttribute("failures")).isEqualTo("1");
        String said = all(red, "failure").get(0).getTextContent();
        assertThat(said).startsWith("\"<a>\" & ]]> \uFFFD\uFFFD \uD83D\uDE00").endsWith("again");
        assertThat(all(red, "failure").get(0).getAttribute("message")).startsWith("2 violations: ");
    }
}
