package io.pitrguard.sandbox.state;

/**
 * The settings of tables that services other than DynamoDB keep, under the names of the tables: they stay when a table is
 * deleted.
 *
 * @param targets of Application Auto Scaling
 * @param policies of Application Auto Scaling
 * @param actions scheduled ones of Application Auto Scaling
 * @param alarms of CloudWatch, metric and composite
 * @param mappings event source mappings of Lambda
 */
public record NamedSettings(
        Documents targets, Documents policies, Documents actions, Documents alarms, Documents mappings) {

    /** Nothing yet. */
    public NamedSettings() {
        this(new Documents(), new Documents(), new Documents(), new Documents(), new Documents());
    }

    /** Returns an independent copy. */
    public NamedSettings copy() {
        return new NamedSettings(targets.copy(), policies.copy(), actions.copy(), alarms.copy(), mappings.copy());
    }
}
