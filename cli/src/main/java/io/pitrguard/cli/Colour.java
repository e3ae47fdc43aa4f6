package io.pitrguard.cli;

import io.pitrguard.domain.evaluation.VerdictKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a cell is painted on a terminal. A colour only repeats what the cell says.
 *
 * <p>Of the colours 0 to 15, which each terminal mixes in its own way, none reads on light and on dark backgrounds alike:
 * yellow comes to a contrast of 1.3 on white, blue to 1.6 on black. These are of the fixed ones and come to 3 on both.
 */
enum Colour {
    RED("38;5;196"),
    AMBER("38;5;166"),
    GREEN("38;5;29"),
    BOLD("1"),
    PLAIN("");

    private static final String ESCAPE = "\033[";
    private static final String END = "m";

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** Returns a verdict's colour. */
    static Colour of(VerdictKind verdict) {
        return switch (verdict) {
            case NON_COMPLIANT -> RED;
            case UNDETERMINED -> AMBER;
            case COMPLIANT -> GREEN;
            case EXEMPT, NOT_APPLICABLE -> PLAIN;
        };
    }

    /** Returns the colour of a place with such findings. */
    static Colour of(int nonCompliant, boolean otherFinding) {
        if (nonCompliant > 0) {
            return RED;
        }
        return otherFinding ? AMBER : GREEN;
    }

    /** Returns the codes of all colours, as alternatives of a pattern. */
    static String codes() {
        return Arrays.stream(values())
                .map(colour -> colour.code)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.joining("|"));
    }

    /** Returns the text in this colour. */
    String paint(String text) {
        return code.isEmpty() ? text : ESCAPE + code + END + text + ESCAPE + "0" + END;
    }

    /** Returns its number among the 256 colours; 0 for none of them. */
    int number() {
        return code.startsWith("38;5;") ? Integer.parseInt(code.substring("38;5;".length())) : 0;
    }
}
