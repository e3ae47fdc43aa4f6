package io.pitrguard.domain.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsNamesTest {
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, true",
        "ap-southeast-7, true",
        "us-gov-west-1, true",
        "us-isob-east-1, true",
        "eu-isoe-west-1, true",
        "eusc-de-east-1, true",
        "cn-north-1, true",
        "mx-central-1, true",
        "eu-west, false",
        "eu-west-1a, false",
        "EU-WEST-1, false",
        "eu_west_1, false",
        "eu-west-1.evil.example, false",
        "evil-1/eu-west-1, false",
        "-west-1, false",
        "eu--1, false"
    })
    void knowsTheFormOfARegion(String text, boolean region) {
        assertThat(text.matches(AwsNames.REGION)).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({
        "pitr-guard-member, true",
        "audit/reader, true",
        "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0a1b, true",
        "/reader, false",
        "arn:aws:iam::111122223333:role/reader, false",
        "a reader, false"
    })
    void knowsTheFormOfARole(String text, boolean role) {
        assertThat(text.matches(AwsNames.ROLE)).isEqualTo(role);
    }

    /** A form that is written in two places becomes two forms. */
    @Test
    void nobodyWritesAFormAgain() throws IOException {
        List<String> forms = List.of("\"\\\\d{12}\"", ",1224}", "[a-z]+)+-", "{0,511}", "{1,512}", "-[a-z0-9]+){2");
        for (String module : List.of("core", "functions", "cli", "infra")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(
                                path -> path.toString().endsWith(".java") && !path.endsWith("AwsNames.java"))
                        .toList()) {
                    assertThat(Files.readString(file))
                            .as("%s; use AwsNames", file)
                            .doesNotContain(forms);
                }
            }
        }
    }
}
