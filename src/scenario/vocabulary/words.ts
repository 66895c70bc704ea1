// Words that kinds of parts are made of, as pieces of regular expressions. Sentences are lower-cased before they are matched,
// and Cucumber Expressions know no `\p{L}`.

/** Letters of all alphabets; signs and the marks of quoted texts are none. */
const letter = String.raw`a-zªµºß-öø-\u1fff\u2c00-\u2dff\u3005-\u3007\u3021-\udfff\uf900-\ufdff\ufe70-\ufefe\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc`;
const digit = '0-9²³¹¼-¾';

/** The mark of a quoted text. */
export const mark = String.raw`\ue000\d+\ue001`;

/** One bare word. */
export const word = `[${letter}-]+`;

const denials = 'no|not|nor|never|nothing|none|neither|nobody|hardly|rarely|seldom|barely';
const conditions = 'if|when|whenever|while|after|before|once|until|unless|during|without';

const quantifier = `(?:the|a|an|my|this|that|its|your|only|all|every|each|any|more|less|both|other|another|same|first|last|${denials}|${conditions})`;

/** Words that describe nothing: they count or deny, say when, or begin another part of the sentence. */
const apart = `the|a|an|one|my|our|your|this|that|its?|only|just|all|every|each|any|some|both|either|${denials}|${conditions}|ever|always|on|in|at|of|to|by|for|from|with|and|or|but|then|is|has|see`;
/** Without an article in front, a verb in this place says what is done with the thing behind it. */
const deeds = `(?!shopping|remaining)[${letter}-]+ing|reload|refresh|press|click|tap|hit|push|submit|visit|load|go|enter|clear|close|select|choose`;
export const determiner = '(?:(?:the|a|an|my|our|your|this|its?) )';

const oneOrTwo = (none: string): string => `(?!(?:${none}) )${word}(?: (?!(?:${none}) )${word})?`;

/** One or two words that describe something. */
export const words = oneOrTwo(apart);

/** A thing, with an article and up to two words in front of it or without. */
export const described = (thing: string): string =>
  `(?:${determiner}(?:${oneOrTwo(apart)} )?|(?:${oneOrTwo(`${apart}|${deeds}`)} )?)(?:${thing})`;

/** Words that count things, or tell of another kind. */
const noName = 'first|second|third|fourth|fifth|last|next|previous|other|another|new|dropdown|drop-down|select';

/** A thing with the words that tell it from others: they are in one of two groups. */
export const distinguished = (thing: string): string =>
  `(?:${determiner}(${oneOrTwo(`${apart}|${noName}`)})|(${oneOrTwo(`${apart}|${noName}|${deeds}`)})) (?:${thing})`;

/** A name without quotes. */
export const bareName = `(?!${quantifier}\\b)(?!(?:on|upon|in|at|by|with|for) .*\\bthe\\b)[${letter}](?:[${letter}${digit} '’&+./-]*?[${letter}${digit}+])?`;

export const article = '(?:(?:the|a|an|my|this|its?|one) )?';

export const called =
  '(?: (?:named|called|labell?ed|titled|saying|say|that say|which say|with (?:the )?(?:text|label|name|title|placeholder)|for))?';

export const fieldWord =
  '(?:field|input field|input|text field|text box|textbox|textarea|text area|search field|search box|box)';

/** Words for controls, longest first so that the longest is found. */
const controlWords =
  'menu item|list item|radio button|check box|checkbox|dropdown menu|drop-down|dropdown|combo box|combobox|text field|text box|' +
  'textbox|text area|textarea|input field|search field|search box|progress bar|page title|button|link|tab|heading|headline|' +
  'header|option|radio|field|input|box|dialog|image|picture|icon|list|table|item|entry|todo|task|row|cell|error message|' +
  'success message|warning message|confirmation message|message|text|label|notice|hint|note|error|alert|status|switch|' +
  'slider|select|section|region';

export const control = `(?:${controlWords})`;

/** Controls that may be named by bare words. For all others bare words would be guesses: "completed items" names no item. */
export const nameable =
  '(?:menu item|radio button|check ?box|dropdown(?: menu)?|drop-down|combo ?box|text (?:field|box|area)|textbox|textarea|input field|' +
  'search (?:field|box)|button|link|tab|radio|field|input|switch|slider)';
