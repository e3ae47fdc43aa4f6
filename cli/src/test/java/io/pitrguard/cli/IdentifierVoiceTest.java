package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers use the vocabulary: no banned word in a name in main or test sources. */
class IdentifierVoiceTest {
    private static final Path PROJECT = Path.of("..");

    /** Matches whole words of a name, which are in lower case with spaces between them. */
    private static final Pattern BANNED = Pattern.compile("\\b(?:unwell|fights?|fighting|bouts?|amiss|diary|diaries"
            + "|recollections?|remembers?|remembered|remembering|sights?|told|heard|corrects?|corrected|correcting"
            + "|corrections?|cut short|left alone|leaves alone|puts? off|puts? back"
            // Lambda functions have memory, and so have the in-memory twins of ports.
            + "|(?<!\\b(?:in|of) )memor(?:y|ies)(?! (?:mb|size|limit|segment|layout)\\b))\\b");

    private static final Pattern IDENTIFIER = Pattern.compile("\\b[A-Za-z]\\w*");
    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            return modules.flatMap(module -> Stream.of(module.resolve("src/main"), module.resolve("src/test")))
                    .filter(Files::isDirectory)
                    .flatMap(VoiceTest::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> findings(String java) {
        return IDENTIFIER
                .matcher(VoiceTest.JAVA_TEXT.matcher(java).replaceAll(" "))
                .results()
                .map(found -> found.group())
                .filter(name -> BANNED.matcher(
                                WORD_BOUNDARY.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT))
                        .find())
                .distinct()
                .toList();
    }

    @Test
    void usesNoBannedWord() throws IOException {
        List<Path> sources = sources();

        assertThat(sources)
                .hasSizeGreaterThan(100)
                .allSatisfy(file -> assertThat(findings(Files.readString(file)))
                        .as("banned names in %s; use the words that VoiceTest suggests", file)
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "class Diary {}, Diary",
        "record Begun(boolean told) {}, told",
        "void showsATableThatIsLeftAlone() {}, showsATableThatIsLeftAlone",
        "void putOff() {}, putOff",
        "String topic = UNWELL_TOPIC;, UNWELL_TOPIC",
        "f(sight -> 1);, sight",
        "void tellsWhatAMemoryLacks() {}, tellsWhatAMemoryLacks",
        "int boutsOfATable; // bouts, boutsOfATable",
        "Object in = recordInMemory(MEMORY);, MEMORY"
    })
    void findsBannedWordsInNames(String java, String name) {
        assertThat(findings(java)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String s = \"He was told.\"; // told",
                "class InMemoryLedger {}",
                "int memoryMb = getMemoryLimitInMB();",
                "boolean insight; int about; String correctly;",
                "void putsOffice() {}"
            })
    void ignoresTextsAndOtherWords(String java) {
        assertThat(findings(java)).isEmpty();
    }
}
