package io.pitrguard.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects in the order in which they are written, and functions of CloudFormation: another order is another template. */
final class TemplateSyntax {
    private TemplateSyntax() {}

    /** Returns an object of keys and values. */
    static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }

    /** Returns an object with a further key. */
    static Map<String, Object> with(Map<String, Object> object, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(object);
        more.put(key, value);
        return more;
    }

    static Map<String, Object> ref(String name) {
        return object("Ref", name);
    }

    static Map<String, Object> sub(String text) {
        return object("Fn::Sub", text);
    }

    static Map<String, Object> equal(Object one, Object other) {
        return object("Fn::Equals", List.of(one, other));
    }

    static Map<String, Object> not(Map<String, Object> condition) {
        return object("Fn::Not", List.of(condition));
    }

    /** Returns a value that is only there under a condition. */
    static Map<String, Object> onlyIf(String condition, Object value) {
        return object("Fn::If", List.of(condition, value, ref("AWS::NoValue")));
    }

    /** Returns a condition of the template, by its name. */
    static Map<String, Object> condition(String name) {
        return object("Condition", name);
    }
}
