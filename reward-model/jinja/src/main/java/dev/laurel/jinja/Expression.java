package dev.laurel.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a template that has a value. */
sealed interface Expression {

    /** The value here; parts are evaluated through {@link Rendering#evaluate}, which counts work and depth. */
    Object evaluate(Scope scope, Rendering run);

    /** A constant: none, a boolean, a number or a string. */
    record Literal(Object value) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return value;
        }
    }

    record Name(String name) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return scope.get(name);
        }
    }

    record ListOf(List<Expression> elements) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return all(elements, scope, run);
        }
    }

    record TupleOf(List<Expression> elements) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return new Tuple(all(elements, scope, run));
        }
    }

    record DictOf(List<Expression> keys, List<Expression> values) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            Map<Object, Object> dict = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                Object key = Values.key(run.evaluate(keys.get(i), scope), run);
                dict.put(key, run.evaluate(values.get(i), scope));
            }
            return dict;
        }
    }

    /** {@code value.name} */
    record Attribute(Expression value, String name) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return Access.attribute(run.evaluate(value, scope), name, run);
        }
    }

    /** {@code value[key]} */
    record Item(Expression value, Expression key) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return Access.item(run.evaluate(value, scope), run.evaluate(key, scope), run);
        }
    }

    /** {@code value[from:to:step]}; a part left out is the constant none. */
    record Slice(Expression value, Expression from, Expression to, Expression step) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return Access.slice(
                    run.evaluate(value, scope),
                    run.evaluate(from, scope),
                    run.evaluate(to, scope),
                    run.evaluate(step, scope),
                    run);
        }
    }

    record Call(Expression function, CallArguments arguments) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            Object target = run.evaluate(function, scope);
            if (target instanceof Function callable) {
                return callable.call(arguments.evaluate(scope, run), run);
            }
            if (target instanceof Undefined missing) {
                throw run.failure(missing.reason());
            }
            throw run.failure("'" + Values.typeName(target) + "' object is not callable");
        }
    }

    /** {@code value | name(arguments)} */
    record Filtered(Expression value, Filter filter, CallArguments arguments) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return filter.apply(run.evaluate(value, scope), arguments.evaluate(scope, run), run);
        }
    }

    /** {@code value is name(arguments)} */
    record Tested(Expression value, Test test, CallArguments arguments) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return test.holds(run.evaluate(value, scope), arguments.evaluate(scope, run), run);
        }
    }

    record Negated(Expression value) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return !Values.truth(run.evaluate(value, scope));
        }
    }

    /** {@code -value} or {@code +value} */
    record Signed(Expression value, boolean minus) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return Arithmetic.signed(run.evaluate(value, scope), minus, run);
        }
    }

    record Binary(Expression left, Arithmetic operator, Expression right) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return operator.apply(run.evaluate(left, scope), run.evaluate(right, scope), run);
        }
    }

    /** {@code a ~ b ~ …} */
    record Joined(List<Expression> parts) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            Text text = new Text(run);
            for (Expression part : parts) {
                text.add(Values.text(run.evaluate(part, scope), run));
            }
            return text.toString();
        }
    }

    /** {@code a and b and …}, or with {@code or}: the value that decided. */
    record Logic(List<Expression> parts, boolean and) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            Object value = null;
            for (Expression part : parts) {
                value = run.evaluate(part, scope);
                if (Values.truth(value) != and) {
                    break;
                }
            }
            return value;
        }
    }

    /** {@code first < second <= …}: true if every neighbouring pair compares so. */
    record Compared(Expression first, List<Comparison> comparisons, List<Expression> others) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            Object left = run.evaluate(first, scope);
            for (int i = 0; i < others.size(); i++) {
                Object right = run.evaluate(others.get(i), scope);
                if (!comparisons.get(i).holds(left, right, run)) {
                    return false;
                }
                left = right;
            }
            return true;
        }
    }

    /** {@code value if condition else otherwise} */
    record Conditional(Expression condition, Expression value, Expression otherwise) implements Expression {
        @Override
        public Object evaluate(Scope scope, Rendering run) {
            return run.evaluate(Values.truth(run.evaluate(condition, scope)) ? value : otherwise, scope);
        }
    }

    private static List<Object> all(List<Expression> elements, Scope scope, Rendering run) {
        List<Object> values = new ArrayList<>(elements.size());
        for (Expression element : elements) {
            values.add(run.evaluate(element, scope));
        }
        return values;
    }
}
