package dev.laurel.jinja;

import java.util.List;

/** What a value is assigned to. */
sealed interface Target {

    void assign(Object value, Scope scope, Rendering run);

    record Variable(String name) implements Target {
        @Override
        public void assign(Object value, Scope scope, Rendering run) {
            scope.set(name, value);
        }
    }

    /** An attribute of a namespace, the only object that can be changed. */
    record NamespaceAttribute(String namespace, String attribute) implements Target {
        @Override
        public void assign(Object value, Scope scope, Rendering run) {
            if (scope.get(namespace) instanceof Namespace target) {
                target.set(attribute, value);
            } else {
                throw run.failure("cannot assign an attribute of '" + namespace + "', which is no namespace");
            }
        }
    }

    /** {@code a, b}: the value must have as many elements. */
    record Several(List<Target> targets) implements Target {
        @Override
        public void assign(Object value, Scope scope, Rendering run) {
            List<Object> elements = Values.elements(value, run);
            if (elements.size() != targets.size()) {
                throw run.failure(elements.size() + " values to unpack into " + targets.size() + " names");
            }
            for (int i = 0; i < elements.size(); i++) {
                targets.get(i).assign(elements.get(i), scope, run);
            }
        }
    }
}
