package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.store.LeaseStores;
import io.leasehold.store.StoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2UriTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/data/x,         jdbc:h2:async:/data/x;AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
        "jdbc:h2:./x,                  jdbc:h2:async:./x;AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
        "jdbc:h2:~/x,                  jdbc:h2:async:~/x;AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
        "jdbc:h2:/data/x;auto_server=true;WRITE_DELAY=0;TRACE_LEVEL_FILE=2,"
                + "jdbc:h2:async:/data/x;AUTO_SERVER=true;WRITE_DELAY=0;TRACE_LEVEL_FILE=2",
        "jdbc:h2:mem:x;USER=me,        jdbc:h2:mem:x;USER=me",
        "jdbc:h2:tcp://host/x;USER=me, jdbc:h2:tcp://host/x;USER=me",
    })
    void settingsThatAStoreNeedsAreCompleted(String given, String opened) {
        assertThat(H2Uri.parse(given).url()).isEqualTo(opened);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:h2:./x;WRITE_DELAY=500;PASSWORD=geheim            | WRITE_DELAY=0",
                "jdbc:h2:./x;AUTO_SERVER=FALSE;PASSWORD=geheim          | AUTO_SERVER=TRUE",
                "jdbc:h2:./x;DB_CLOSE_ON_EXIT=FALSE;PASSWORD=geheim     | DB_CLOSE_ON_EXIT=FALSE",
                "jdbc:h2:./x;geheim                                     | ;NAME=VALUE",
                "jdbc:h2:./x;PASSWORD=geheim;password=geheim            | once",
                "jdbc:h2:mem:;PASSWORD=geheim                           | jdbc:h2:mem:NAME",
                "jdbc:h2:zip:/x.zip!/x;PASSWORD=geheim                  | jdbc:h2:file:PATH",
                "jdbc:h2:x;PASSWORD=geheim                              | jdbc:h2:./PATH",
            })
    void settingsThatWouldLoseWritesAreRefusedInOneLineThatSaysWhatIsRight(String uri, String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeaseStores.open(uri))
                .withMessageContaining(said)
                .withMessageNotContaining("geheim")
                .withMessageMatching(".*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:oracle:thin:me/geheim@host", "jdbc:sqlserver://me:geheim@host/x?password=geheim", "jdbc:"})
    void otherDatabasesAreRefusedByName(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeaseStores.open(uri))
                .withMessageContaining("supported are H2")
                .withMessageNotContaining("password")
                .withMessageMatching(".*");
    }

    @Test
    void theProviderClaimsJdbcUrisAlone() {
        var provider = new JdbcStoreProvider();

        assertThat(provider.opens("jdbc:h2:mem:x")).isTrue();
        assertThat(provider.opens("JDBC:postgresql://x")).isTrue();
        assertThat(provider.opens("memory:")).isFalse();
        assertThat(provider.opens("")).isFalse();
    }

    @Test
    void aStoreInMemorySaysThatNothingIsKept() {
        try (var store = Stores.memory()) {
            assertThat(store.describe().kind()).isEqualTo("H2");
            assertThat(store.describe().version()).startsWith("2.");
            assertThat(store.describe().namespace()).isEqualTo(StoreOptions.DEFAULT.namespace());
            assertThat(store.describe().warnings()).singleElement().asString().startsWith("nothing is kept");
        }
    }
}
