package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.SettingsException;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
    private static final String AWS = "https://dynamodb.eu-west-1.amazonaws.com/";

    /** As curl and the AWS CLI decide with the same variables. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".localhost                          | http://foo.localhost:8000/ | true",
                "localhost                           | http://foo.localhost:8000/ | true",
                "localhost                           | http://localhost:8000/     | true",
                ".localhost                          | http://localhost/          | true",
                "*.localhost                         | http://foo.localhost/      | true",
                "foo.localhost                       | http://foo.localhost/      | true",
                "foo.localhost                       | http://bar.localhost/      | false",
                "foo.localhost                       | http://xfoo.localhost/     | false",
                "host                                | http://foo.localhost/      | false",
                ".amazonaws.com                      | " + AWS + "                | true",
                "amazonaws.com                       | " + AWS + "                | true",
                ".AmazonAWS.com                      | " + AWS + "                | true",
                "example.com, .amazonaws.com         | " + AWS + "                | true",
                "example.com .amazonaws.com          | " + AWS + "                | true",
                "dynamodb.*.amazonaws.com            | " + AWS + "                | true",
                "*                                   | " + AWS + "                | true",
                "example.com                         | " + AWS + "                | false",
                "amazonaws                           | " + AWS + "                | false",
                "'.amazonaws.com,'                   | http://localhost/          | false",
                "''                                  | http://localhost/          | false",
                "127.0.0.1                           | http://127.0.0.1:8000/     | true",
                "127.0.0.1:8000                      | http://127.0.0.1:8000/     | true",
                "127.0.0.1:9000                      | http://127.0.0.1:8000/     | false"
            })
    void exemptsTheHostsOfNoProxy(String noProxy, String address, boolean direct) {
        EnvironmentProxies proxies = EnvironmentProxies.of(
                Map.of("HTTP_PROXY", "http://p:1", "HTTPS_PROXY", "http://p:1", "NO_PROXY", noProxy), "");

        assertThat(proxies.of(URI.create(address)).isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.local:3128, proxy.local:3128",
        "proxy.local:3128,        proxy.local:3128",
        "http://proxy.local,      proxy.local:80",
        "proxy.local,             proxy.local:80",
        "http://u:p@proxy.local:3128/, proxy.local:3128"
    })
    void readsProxyWithAndWithoutScheme(String value, String proxy) {
        assertThat(route(Map.of("HTTPS_PROXY", value), AWS))
                .hasValueSatisfying(route -> assertThat(route.proxy().address().toString())
                        .startsWith(proxy.substring(0, proxy.indexOf(':')))
                        .endsWith(proxy.substring(proxy.indexOf(':'))));
    }

    @Test
    void takesTheProxyOfTheAddressesScheme() {
        Map<String, String> environment = Map.of("HTTP_PROXY", "http://plain:1", "https_proxy", "http://tls:2");

        assertThat(route(environment, AWS).orElseThrow().proxy().address().toString())
                .startsWith("tls");
        assertThat(route(environment, "http://localhost:1/")
                        .orElseThrow()
                        .proxy()
                        .address()
                        .toString())
                .startsWith("plain");
        assertThat(route(Map.of("HTTP_PROXY", "http://plain:1"), AWS)).isEmpty();
        assertThat(route(Map.of("HTTPS_PROXY", " ", "https_proxy", ""), AWS)).isEmpty();
    }

    @Test
    void lowerCaseComesFirst() {
        assertThat(route(Map.of("https_proxy", "http://low:1", "HTTPS_PROXY", "http://up:2"), AWS)
                        .orElseThrow()
                        .proxy()
                        .address()
                        .toString())
                .startsWith("low");
    }

    @Test
    void saysWhoAsks() {
        assertThat(route(Map.of("HTTPS_PROXY", "http://u:p%40ss@proxy:1"), AWS)
                        .orElseThrow()
                        .login())
                .contains("u:p@ss");
        assertThat(route(Map.of("HTTPS_PROXY", "http://proxy:1"), AWS)
                        .orElseThrow()
                        .login())
                .isEmpty();
    }

    @Test
    void knowsSocks() {
        assertThat(route(Map.of("HTTPS_PROXY", "socks5://proxy:1080"), AWS)
                        .orElseThrow()
                        .proxy()
                        .type())
                .isEqualTo(Proxy.Type.SOCKS);
    }

    /** The demo exempts its own emulator. */
    @Test
    void exemptsTheHostsOfTheProcess() {
        EnvironmentProxies proxies = EnvironmentProxies.of(Map.of("HTTP_PROXY", "http://p:1"), "127.0.0.1|*.internal");

        assertThat(proxies.of(URI.create("http://127.0.0.1:8000/"))).isEmpty();
        assertThat(proxies.of(URI.create("http://a.internal/"))).isEmpty();
        assertThat(proxies.of(URI.create("http://127.0.0.2:8000/"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://user:secret@", "ht tp://secret", "http://[secret", "://secret"})
    void namesTheVariableThatHoldsNoProxyWithoutItsPassword(String value) {
        assertThatThrownBy(() -> EnvironmentProxies.of(Map.of("HTTPS_PROXY", value), ""))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("HTTPS_PROXY is not the address of a proxy.")
                .hasMessageNotContaining("secret");
    }

    private static Optional<EnvironmentProxies.Route> route(Map<String, String> environment, String address) {
        return EnvironmentProxies.of(environment, "").of(URI.create(address));
    }
}
