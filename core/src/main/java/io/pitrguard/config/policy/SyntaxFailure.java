package io.pitrguard.config.policy;

import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Describes a syntax error that the YAML parser found, with its position and a remedy. */
final class SyntaxFailure {
    /** The mistake that patterns invite: YAML takes a leading star for an alias. */
    static final String QUOTE_STAR = "Put a value that starts with * in quotes, such as \"*-prod\".";

    private SyntaxFailure() {}

    /** Turns a failure of the parser into words. */
    static YamlSyntaxException explain(YamlEngineException failure, String text) {
        return switch (failure) {
            case MarkedYamlEngineException marked -> explain(marked);
            case ReaderException unprintable ->
                new YamlSyntaxException(
                        SourcePosition.at(text, text.offsetByCodePoints(0, unprintable.getPosition())),
                        "the character U+%04X is not allowed in YAML".formatted(unprintable.getCodePoint()),
                        "Remove it; inside double quotes it can be written as an escape such as \\u0007.");
            case YamlVersionException version ->
                new YamlSyntaxException(
                        SourcePosition.START,
                        "YAML " + version.getSpecVersion().getRepresentation() + " is not read here, only YAML 1.2",
                        "Remove the line that begins with %YAML.");
            default ->
                new YamlSyntaxException(
                        SourcePosition.START,
                        "this is not YAML 1.2: " + Quoted.of(String.valueOf(failure.getMessage())),
                        "Compare it with the examples in docs/policy.md.");
        };
    }

    private static YamlSyntaxException explain(MarkedYamlEngineException failure) {
        String context = String.valueOf(failure.getContext()).toLowerCase(Locale.ROOT);
        String problem = String.valueOf(failure.getProblem());
        Optional<Mark> at = failure.getProblemMark().or(failure::getContextMark);
        if (problem.contains("TAB")) {
            return failure(at, "a tab stands where only spaces may stand", "Indent with spaces.");
        }
        if (context.contains("alias")) {
            return failure(at, "a * begins a YAML alias, but no name follows it", QUOTE_STAR);
        }
        if (context.contains("quoted scalar") && problem.contains("end of stream")) {
            return failure(failure.getContextMark().or(() -> at), "quotes are opened and never closed", "Close them.");
        }
        if (problem.contains("cannot start any token")) {
            return failure(
                    at,
                    "a value begins with " + character(problem) + ", which YAML keeps for itself",
                    "Put a value that begins with " + character(problem) + " in quotes.");
        }
        if (problem.contains("mapping values are not allowed")) {
            return failure(
                    at,
                    "a key and a colon stand where no key may stand",
                    "Put a value that holds ': ' in quotes, and check the indentation here and on the line above.");
        }
        return failure(
                at,
                "this is not YAML: " + sentence(problem),
                "Check the indentation, quotes and brackets here and on the line above.");
    }

    private static YamlSyntaxException failure(Optional<Mark> mark, String problem, String remedy) {
        return new YamlSyntaxException(mark.map(YamlParser::place).orElse(SourcePosition.START), problem, remedy);
    }

    /** The parser names it as "found character '@' that cannot start any token. (…)". */
    private static String character(String problem) {
        int quote = problem.indexOf('\'');
        return quote < 0 || quote + 1 >= problem.length()
                ? "a reserved character"
                : Quoted.of(problem.substring(quote + 1, quote + 2));
    }

    private static String sentence(String problem) {
        String line =
                Quoted.of(problem.lines().findFirst().orElse("it breaks off").strip());
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
