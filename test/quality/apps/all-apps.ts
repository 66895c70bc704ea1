// Every application of the measure. A new one is a file and a line here.
import type { QualityApp } from '../app.ts';
import { contactForm } from './contact-form.ts';
import { counter } from './counter.ts';
import { productSearch } from './product-search.ts';
import { questions } from './questions.ts';
import { shoppingCart } from './shopping-cart.ts';
import { shortMessage } from './short-message.ts';
import { signIn } from './sign-in.ts';
import { sortedTable } from './sorted-table.ts';
import { tabs } from './tabs.ts';
import { todoFilter } from './todo-filter.ts';

export const allApps: readonly QualityApp[] = [
  todoFilter,
  shoppingCart,
  contactForm,
  tabs,
  signIn,
  sortedTable,
  questions,
  counter,
  productSearch,
  shortMessage,
];
