package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.FindingImport;
import io.pitrguard.port.FindingImportContract;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings in the sandbox's Security Hub. */
class SecurityHubFindingsTest extends FindingImportContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final SandboxAws aws = SandboxAws.start();
    private final FindingImport console = new SecurityHubFindings(aws.clients().securityHub(), aws.where());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Override
    protected FindingImport console() {
        return console;
    }

    @Override
    protected Map<String, String> taken() {
        return aws.sandbox().findings().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> title(each.getValue())));
    }

    private static String title(String json) {
        try {
            return new ObjectMapper().readTree(json).get("Title").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsOfEachFindingWhetherItWasTaken() {
        assertThat(console.send(List.of(finding("orders", "off", NOW), finding("carts", "x".repeat(300), NOW))))
                .satisfiesExactly(
                        taken -> assertThat(taken).isEmpty(),
                        refused -> assertThat(refused).hasValueSatisfying(cause -> {
                            assertThat(cause.kind()).isEqualTo(Cause.Kind.REFUSED);
                            assertThat(cause.message()).contains("InvalidInput", "Security Hub of account");
                        }));
    }

    @Test
    void namesTheProductOfItsPartition() {
        AccountRegion gov = new AccountRegion("aws-us-gov", "123456789012", "us-gov-west-1");

        // The sandbox is in another partition, and refuses what is not its own product.
        assertThat(new SecurityHubFindings(aws.clients().securityHub(), gov)
                        .send(List.of(finding("orders", "off", NOW))))
                .singleElement()
                .satisfies(answer -> assertThat(answer).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, DENIED",
        "THROTTLED, THROTTLED",
        "SERVER_ERROR, BROKEN",
        "GONE, MISSING",
        "EMPTY, BROKEN",
        "MALFORMED, BROKEN"
    })
    void tellsWhyNoneWasTaken(Effect effect, Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("BatchImportFindings", effect));

        assertThat(console.send(List.of(finding("a", "off", NOW), finding("b", "off", NOW))))
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer).hasValueSatisfying(cause -> {
                    assertThat(cause.kind()).isEqualTo(kind);
                    assertThat(cause.message()).contains(SecurityHubFindings.ACTION);
                }));
    }
}
