package dev.laurel.reward.text.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The arithmetic operators of Python on numbers, strings and lists. Integers are of 64 bits; beyond that they fail. */
enum Arithmetic {
    ADD("+") {
        @Override
        Object others(Object left, Object right, Rendering run) {
            if (left instanceof String a && right instanceof String b) {
                run.charge((long) a.length() + b.length());
                return a + b;
            }
            if (left instanceof List && right instanceof List || left instanceof Tuple && right instanceof Tuple) {
                List<Object> items = new ArrayList<>(Values.elements(left, run));
                items.addAll(Values.elements(right, run));
                return left instanceof List ? items : new Tuple(items);
            }
            return super.others(left, right, run);
        }

        @Override
        long integers(long left, long right) {
            return Math.addExact(left, right);
        }

        @Override
        double reals(double left, double right) {
            return left + right;
        }
    },
    SUBTRACT("-") {
        @Override
        long integers(long left, long right) {
            return Math.subtractExact(left, right);
        }

        @Override
        double reals(double left, double right) {
            return left - right;
        }
    },
    MULTIPLY("*") {
        @Override
        Object others(Object left, Object right, Rendering run) {
            if (right instanceof Long times) {
                return repeated(left, times, run);
            }
            return left instanceof Long times ? repeated(right, times, run) : super.others(left, right, run);
        }

        private Object repeated(Object value, long times, Rendering run) {
            if (value instanceof String text) {
                return new Text(run).repeat(text, times).toString();
            }
            if (!(value instanceof List || value instanceof Tuple)) {
                return super.others(value, times, run);
            }
            List<Object> items = new ArrayList<>();
            for (long i = 0; i < times; i++) {
                run.charge(1);
                items.addAll(Values.elements(value, run));
            }
            return value instanceof List ? items : new Tuple(items);
        }

        @Override
        long integers(long left, long right) {
            return Math.multiplyExact(left, right);
        }

        @Override
        double reals(double left, double right) {
            return left * right;
        }
    },
    DIVIDE("/") {
        @Override
        Object numbers(Object left, Object right) {
            return reals(real(left), real(right));
        }

        @Override
        double reals(double left, double right) {
            return left / nonZero(right);
        }
    },
    FLOOR("//") {
        @Override
        long integers(long left, long right) {
            return right == -1 ? Math.negateExact(left) : Math.floorDiv(left, right);
        }

        @Override
        double reals(double left, double right) {
            return Math.floor(left / nonZero(right));
        }
    },
    MODULO("%") {
        @Override
        Object others(Object left, Object right, Rendering run) {
            return left instanceof String format
                    ? PercentFormat.format(format, right, run)
                    : super.others(left, right, run);
        }

        @Override
        long integers(long left, long right) {
            return Math.floorMod(left, right);
        }

        @Override
        double reals(double left, double right) {
            double rest = left % nonZero(right);
            return rest != 0 && rest < 0 != right < 0 ? rest + right : rest;
        }
    },
    POWER("**") {
        @Override
        Object numbers(Object left, Object right) {
            boolean whole = left instanceof Long && right instanceof Long exponent && exponent >= 0;
            return whole ? (Object) integers((Long) left, (Long) right) : reals(real(left), real(right));
        }

        @Override
        long integers(long left, long right) {
            if (left >= -1 && left <= 1) {
                return right == 0 ? 1 : right % 2 == 0 ? left * left : left;
            }
            long result = 1;
            for (long i = 0; i < right; i++) {
                result = Math.multiplyExact(result, left);
            }
            return result;
        }

        @Override
        double reals(double left, double right) {
            return Math.pow(left, right);
        }
    };

    private final String symbol;

    Arithmetic(String symbol) {
        this.symbol = symbol;
    }

    static Arithmetic of(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    Object apply(Object left, Object right, Rendering run) {
        Object a = left instanceof Boolean flag ? Long.valueOf(flag ? 1 : 0) : left;
        Object b = right instanceof Boolean flag ? Long.valueOf(flag ? 1 : 0) : right;
        if (!Values.isNumber(a) || !Values.isNumber(b)) {
            return others(a, b, run);
        }
        try {
            return numbers(a, b);
        } catch (ArithmeticException e) {
            boolean zero = real(b) == 0;
            throw run.failure(zero ? "division by zero" : "integer out of range: " + a + " " + symbol + " " + b);
        }
    }

    static Object signed(Object value, boolean minus, Rendering run) {
        if (!(Values.isNumber(value) || value instanceof Boolean)) {
            throw failed(value, run)
                    .orElseGet(() -> run.failure("bad operand for unary sign: " + Values.typeName(value)));
        }
        return value instanceof Double number
                ? (Object) (minus ? -number : number)
                : minus ? SUBTRACT.apply(0L, value, run) : ADD.apply(0L, value, run);
    }

    Object numbers(Object left, Object right) {
        return left instanceof Long a && right instanceof Long b
                ? (Object) integers(a, b)
                : reals(real(left), real(right));
    }

    /** What the operator does where not both are numbers. */
    Object others(Object left, Object right, Rendering run) {
        throw failed(left, run)
                .or(() -> failed(right, run))
                .orElseGet(() -> run.failure("unsupported operands for " + symbol + ": '" + Values.typeName(left)
                        + "' and '" + Values.typeName(right) + "'"));
    }

    private static Optional<TemplateException> failed(Object value, Rendering run) {
        return value instanceof Undefined missing ? Optional.of(run.failure(missing.reason())) : Optional.empty();
    }

    long integers(long left, long right) {
        throw new UnsupportedOperationException(symbol);
    }

    abstract double reals(double left, double right);

    private static double real(Object number) {
        return ((Number) number).doubleValue();
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw new ArithmeticException();
        }
        return divisor;
    }
}
