package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Template;

/** Nothing is bound to the commercial partition. */
class PartitionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"cn-north-1", "us-gov-west-1", "eu-west-1"})
    void noArnAndNoHostNamesAPartition(String region) {
        Template template = Deployed.in(
                region,
                Map.of("managedRule", true, "createRecorder", true, "createTrail", true, "conformancePack", true));

        List<String> texts = Synth.texts(template.toJSON());
        assertThat(texts).noneMatch(text -> text.startsWith("arn:aws"));
        // Principals of services have one name in all partitions; hosts do not.
        assertThat(texts)
                .filteredOn(text -> text.contains("amazonaws.com"))
                .allMatch(text -> text.matches("[a-z0-9-]+\\.amazonaws\\.com"));
    }
}
