package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import io.leasehold.store.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URIs are understood, and that the others are refused in one line that shows nothing of them. */
class MongoUriTest {
    private static ConnectionString understood(String uri) {
        return MongoUri.parse(uri).connectionString("x");
    }

    @Test
    void hostsDatabaseAndOptionsAreTheDrivers() {
        ConnectionString uri = understood(
                "mongodb://joe:p%40ss@a.example:27018,[::1]:27019,c/jobs?replicaSet=rs0&tls=true&authSource=admin");
        assertThat(uri.getHosts()).containsExactlyInAnyOrder("a.example:27018", "[::1]:27019", "c");
        assertThat(uri.getCredential().getUserName()).isEqualTo("joe");
        assertThat(uri.getCredential().getPassword()).isEqualTo("p@ss".toCharArray());
        assertThat(uri.getCredential().getSource()).isEqualTo("admin");
        assertThat(uri.getRequiredReplicaSetName()).isEqualTo("rs0");
        assertThat(uri.getSslEnabled()).isTrue();
    }

    @Test
    void theDatabaseIsTheUrisOrOurOwn() {
        assertThat(MongoUri.parse("mongodb://h/jobs").database()).isEqualTo("jobs");
        assertThat(MongoUri.parse("mongodb://h/jobs?w=1").database()).isEqualTo("jobs");
        assertThat(MongoUri.parse("mongodb://h").database()).isEqualTo("leasehold");
        assertThat(MongoUri.parse("mongodb://h/?w=1").database()).isEqualTo("leasehold");
        assertThat(MongoUri.parse("mongodb://h?w=1").database()).isEqualTo("leasehold");
        assertThat(understood("mongodb://joe:x@h").getCredential().getSource()).isEqualTo("admin");
    }

    @Test
    void whatThisStoreSetsItselfIsOverridden() {
        MongoClientSettings settings = ClientSettings.of(
                understood("mongodb://h/?retryWrites=true&retryReads=true&timeoutMS=1&socketTimeoutMS=0&maxPoolSize=1"
                        + "&serverSelectionTimeoutMS=1000000&connectTimeoutMS=9999999&waitQueueTimeoutMS=999999"),
                Duration.ofSeconds(5),
                7,
                new Discovery());
        assertThat(settings.getRetryWrites()).isFalse();
        assertThat(settings.getRetryReads()).isFalse();
        assertThat(settings.getTimeout(TimeUnit.MILLISECONDS)).isNull();
        assertThat(settings.getConnectionPoolSettings().getMaxSize()).isEqualTo(7);
        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS)
                        + settings.getConnectionPoolSettings().getMaxWaitTime(TimeUnit.MILLISECONDS)
                        + settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS)
                        + settings.getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS))
                .as("all that one command may wait for")
                .isLessThan(5_000);
        assertThat(Database.patience(Duration.ofSeconds(5)))
                .as("the server gives up before we do, and so can say so")
                .isLessThan(settings.getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS));
    }

    @Test
    void noWaitIsEndlessHoweverShortTheCallTimeout() {
        MongoClientSettings settings =
                ClientSettings.of(understood("mongodb://h"), Duration.ofMillis(1), 1, new Discovery());
        assertThat(List.of(
                        settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS),
                        settings.getConnectionPoolSettings().getMaxWaitTime(TimeUnit.MILLISECONDS),
                        (long) settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS),
                        (long) settings.getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS)))
                .containsOnly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://",
                "mongodb:///g3h31m",
                "mongodb://joe:g3h31m@",
                "mongodb://joe:g3@h31m@host",
                "mongodb://joe:g3/h31m@host/db",
                "mongodb://joe:12/g3h31m@host/db",
                "mongodb://joe:12?g3h31m@host/db",
                "mongodb://joe:12/x?g3h31m@host/db",
                "mongodb://joe:g3:h31m@host",
                "mongodb://joe:g3#h31m@host",
                "mongodb://joe:g3 h31m@host",
                "mongodb://joe:g3%zh31m@host",
                "mongodb://:g3h31m@host",
                "mongodb://host/g3.h31m",
                "mongodb://host/g3h31m/x",
                "mongodb://host:999999/g3h31m",
                "mongodb://host/db?g3h31m",
                "mongodb://host/db?maxIdleTimeMS=g3h31m",
                "mongodb://host/db?tls=true&ssl=false&appName=g3h31m",
                "mongodb+srv://a,b/g3h31m",
                "mongodb+srv://host.example.com:27017/g3h31m"
            })
    void othersAreRefusedInOneLineThatShowsNothingOfThem(String uri) {
        assertThatThrownBy(() -> understood(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it must be mongodb://")
                .hasMessageNotContaining("g3")
                .hasMessageNotContaining("h31m")
                .hasNoCause();
    }

    @Test
    void whatIsSecretIsKnownHoweverItIsWritten() {
        Secrets secrets = MongoUri.parse("mongodb://joe:p%40ssword@h/?authMechanism=MONGODB-AWS"
                        + "&authMechanismProperties=AWS_SESSION_TOKEN:t0ken%3D&proxyPassword=pr0xy")
                .secrets();
        assertThat(secrets.masked("p@ssword p%40ssword t0ken= pr0xy")
                        .replace("***", "")
                        .strip())
                .isEmpty();
    }
}
