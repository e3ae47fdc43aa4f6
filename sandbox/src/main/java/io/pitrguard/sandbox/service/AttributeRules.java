package io.pitrguard.sandbox.service;

import java.util.regex.Pattern;

/** What SNS and SQS alike ask of message attributes (developer guides, Message attributes). */
final class AttributeRules {

    private static final Pattern NAME = Pattern.compile("(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_.-]{1,256}(?<!\\.)");
    private static final Pattern RESERVED = Pattern.compile("(?i)(AWS|Amazon)\\..*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private AttributeRules() {}

    static boolean allowsName(String name) {
        return NAME.matcher(name).matches() && !RESERVED.matcher(name).matches();
    }

    static boolean knowsType(String type) {
        return is("String", type) || is("Number", type) || is("Binary", type);
    }

    static boolean binary(String type) {
        return is("Binary", type);
    }

    /** Returns whether the type allows the value, for one that is not binary. */
    static boolean allowsText(String type, String value) {
        return !is("Number", type) || NUMBER.matcher(value).matches();
    }

    private static boolean is(String prefix, String type) {
        return type.equals(prefix) || type.startsWith(prefix + '.');
    }
}
