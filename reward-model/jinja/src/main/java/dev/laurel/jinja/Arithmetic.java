package dev.laurel.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The arithmetic operators of Python on numbers, strings and lists. Integers are as large as memory warrants. */
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
        Object wholes(Object left, Object right) {
            return PythonInt.add(left, right);
        }

        @Override
        double reals(double left, double right) {
            return left + right;
        }
    },
    SUBTRACT("-") {
        @Override
        Object wholes(Object left, Object right) {
            return PythonInt.subtract(left, right);
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
        Object wholes(Object left, Object right) {
            return PythonInt.multiply(left, right);
        }

        @Override
        double reals(double left, double right) {
            return left * right;
        }
    },
    DIVIDE("/") {
        @Override
        Object wholes(Object left, Object right) {
            nonZero(real(right));
            return finite(PythonInt.quotient(left, right));
        }

        @Override
        double reals(double left, double right) {
            return left / nonZero(right);
        }
    },
    FLOOR("//") {
        @Override
        Object wholes(Object left, Object right) {
            nonZero(real(right));
            return PythonInt.floor(left, right);
        }

        @Override
        double reals(double left, double right) {
            double rest = MODULO.reals(left, nonZero(right));
            double whole = Math.rint((left - rest) / right);
            return whole == 0 ? Math.copySign(0, left / right) : whole;
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
        Object wholes(Object left, Object right) {
            nonZero(real(right));
            return PythonInt.modulo(left, right);
        }

        @Override
        double reals(double left, double right) {
            double rest = left % nonZero(right);
            return rest == 0 ? Math.copySign(0, right) : rest < 0 != right < 0 ? rest + right : rest;
        }
    },
    POWER("**") {
        @Override
        Object numbers(Object left, Object right) {
            boolean whole = PythonInt.is(left) && PythonInt.is(right) && PythonInt.compare(right, 0L) >= 0;
            return whole ? wholes(left, right) : reals(finite(real(left)), finite(real(right)));
        }

        @Override
        Object wholes(Object left, Object right) {
            return PythonInt.power(left, right);
        }

        @Override
        double reals(double left, double right) {
            double power = Math.pow(left == 0 && right < 0 ? nonZero(left) : left, right);
            boolean beyond = Double.isInfinite(power) && !Double.isInfinite(left) && !Double.isInfinite(right);
            if (beyond || Double.isNaN(power) && !Double.isNaN(left) && !Double.isNaN(right)) {
                throw new ArithmeticException("no real number");
            }
            return power;
        }
    };

    private static final int COST_OF_BIG = 1_000; // of 2¹⁶ bits at most

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
            run.charge(a instanceof BigInteger || b instanceof BigInteger ? COST_OF_BIG : 1);
            return numbers(a, b);
        } catch (ArithmeticException e) {
            throw run.failure(e.getMessage() + " in " + symbol);
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
        return PythonInt.is(left) && PythonInt.is(right)
                ? wholes(left, right)
                : reals(
                        left instanceof Double ? real(left) : finite(real(left)),
                        right instanceof Double ? real(right) : finite(real(right)));
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

    abstract Object wholes(Object left, Object right);

    abstract double reals(double left, double right);

    private static double real(Object number) {
        return ((Number) number).doubleValue();
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("division by zero");
        }
        return divisor;
    }

    private static double finite(double number) {
        if (Double.isInfinite(number)) {
            throw new ArithmeticException("integer too large for a float");
        }
        return number;
    }
}
